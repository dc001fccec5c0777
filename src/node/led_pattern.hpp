// SPDX-License-Identifier: MIT
/// The commands of an LED: a state, a state for a while, or blinking; and the player that keeps the time of a pattern.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <functional>
#include <optional>
#include <variant>

namespace coapnode {

/// On or off, permanently or for a time; then the opposite state.
struct Steady {
    static constexpr Duration least_lasting = 100ms;
    static constexpr Duration most_lasting = 24h;

    bool on = false;
    std::optional<Duration> lasting{};

    bool operator==(const Steady&) const = default;
};

/// Each period starts on and goes off after its share `duty`. After `count` periods the LED is off; without a count it
/// blinks until the next command.
struct Blink {
    static constexpr Duration least_period = 100ms;
    static constexpr Duration most_period = 60s;
    static constexpr double least_duty = 0.01;
    static constexpr double most_duty = 0.99;
    static constexpr unsigned most_count = 10'000;

    Duration period = 1s;
    double duty = 0.5;
    std::optional<unsigned> count{};

    bool operator==(const Blink&) const = default;
};

using LedPattern = std::variant<Steady, Blink>;

/// Whether the LED is on at the start of the pattern.
bool begins_on(const LedPattern& pattern);

/// The state after the pattern; endless blinking counts as off.
bool ends_on(const LedPattern& pattern);

/// Whether the pattern switches by itself.
bool moves(const LedPattern& pattern);

/// Switches an LED by a pattern. Each edge has a fixed time after the start, so nothing drifts. A process that was
/// stopped continues with the current edge and skips those that it missed.
class LedPlayer {
public:
    /// Switches the LED. Returns false on failure; the pattern then ends.
    using Show = std::function<bool(bool on)>;
    /// Called when the pattern has ended. May destroy the player.
    using End = std::function<void()>;

    /// The LED already shows begins_on(). `scheduler` must outlive the player.
    LedPlayer(Scheduler& scheduler, const LedPattern& pattern, Show show, End end);
    LedPlayer(const LedPlayer&) = delete;
    LedPlayer& operator=(const LedPlayer&) = delete;

private:
    /// One switching, as time after the start.
    struct Edge {
        Duration at;
        bool on;
    };

    [[nodiscard]] Edge last_edge() const;
    /// The first edge later than `after`, or the last edge of the pattern.
    [[nodiscard]] Edge edge_behind(Duration after) const;
    void wait_for(const Edge& edge);
    void switch_over(const Edge& due);

    Scheduler& scheduler_;
    LedPattern pattern_;
    Show show_;
    End end_;
    Instant begun_;
    Timer timer_;
};

}  // namespace coapnode

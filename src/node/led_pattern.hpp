// SPDX-License-Identifier: MIT
/// The commands of an LED: a state, a state for a while, or blinking; and the player that keeps the time of a pattern.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <functional>
#include <optional>
#include <variant>

namespace coapnode {

/// On or off, for good or for a while; then the other way round.
struct Steady {
    static constexpr Duration least_lasting = 100ms;
    static constexpr Duration most_lasting = 24h;

    bool on = false;
    std::optional<Duration> lasting{};

    bool operator==(const Steady&) const = default;
};

/// Each period begins on and goes off after its share `duty`. After `count` times on it is off; without a count it
/// blinks until told otherwise.
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

/// Whether the LED is on at the pattern's beginning.
bool begins_on(const LedPattern& pattern);

/// What the pattern leaves behind once it is over; a blink that has no end counts as off.
bool ends_on(const LedPattern& pattern);

/// Whether it changes anything by itself.
bool moves(const LedPattern& pattern);

/// Says when to switch. Every edge stands at its own time after the beginning, so that nothing drifts; a process that
/// was stopped goes on with the edge that is due, not with all that it missed.
class LedPlayer {
public:
    /// Switches, and returns whether that went well; the pattern is over when it did not.
    using Show = std::function<bool(bool on)>;
    /// Called once the pattern is over. May destroy the player.
    using End = std::function<void()>;

    /// The beginning, begins_on(), is shown already. `scheduler` outlives the player.
    LedPlayer(Scheduler& scheduler, const LedPattern& pattern, Show show, End end);
    LedPlayer(const LedPlayer&) = delete;
    LedPlayer& operator=(const LedPlayer&) = delete;

private:
    /// One switching, as time after the beginning.
    struct Edge {
        Duration at;
        bool on;
    };

    [[nodiscard]] Edge last_edge() const;
    /// The first edge of those later than `after`, or the last one of all.
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

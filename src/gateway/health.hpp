// SPDX-License-Identifier: MIT
/// Tracks whether a node answers, and when a silent one is tried again. Pure.
#pragma once

#include "coapnode/core/error.hpp"
#include "coapnode/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

class Health {
public:
    enum class State : std::uint8_t {
        unknown,  ///< not asked yet
        up,
        silent,
        refused,      ///< its key or identity
        unreachable,  ///< no route, a closed port, an unknown name
    };

    static constexpr Duration first_pause = 1s;
    static constexpr Duration longest_pause = 60s;

    explicit Health(Instant now) : since_{now} {}

    /// The node answered, also with an error code.
    void on_answer(Instant now);

    /// Returns whether the failure concerns the node: a single malformed answer does not. Failures within one pause
    /// count once.
    bool on_failure(const Error& error, Instant now);

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool is_down() const { return state_ != State::up && state_ != State::unknown; }
    /// Since when it is in this state.
    [[nodiscard]] Instant since() const { return since_; }
    /// Why it is down.
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    /// Time from a failure to the next probe; it grows each time.
    [[nodiscard]] Duration pause() const { return pause_; }

private:
    void change_to(State state, Instant now);

    State state_ = State::unknown;
    Instant since_;
    std::optional<Error> error_;
    Instant failed_{};
    Duration pause_ = first_pause;
};

/// "up", "silent": as /devices has it.
std::string_view name_of(Health::State state);

}  // namespace coapnode

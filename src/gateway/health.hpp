// SPDX-License-Identifier: MIT
/// Whether a node answers, and when one that does not is asked again. Pure.
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
        unknown,  ///< not asked so far
        up,
        silent,
        refused,      ///< its key or identity
        unreachable,  ///< no route, a closed port, an unknown name
    };

    static constexpr Duration first_pause = 1s;
    static constexpr Duration longest_pause = 60s;

    explicit Health(Instant now) : since_{now} {}

    /// Any answer at all: also one with an error code.
    void on_answer(Instant now);

    /// Returns whether the failure says something of the node: a single answer that makes no sense does not. Failures
    /// within one pause are one.
    bool on_failure(const Error& error, Instant now);

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool is_down() const { return state_ != State::up && state_ != State::unknown; }
    /// When it came into this state.
    [[nodiscard]] Instant since() const { return since_; }
    /// Why it is down.
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    /// From a failure to the next probe: longer each time.
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

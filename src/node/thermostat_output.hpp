// SPDX-License-Identifier: MIT
/// The output of a thermostat. It knows when it last switched, and tries again when its line cannot be driven.
#pragma once

#include "coapnode/core/error.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "node/led.hpp"

#include <functional>
#include <optional>
#include <string>

namespace coapnode {

class ThermostatOutput {
public:
    /// The delay from a failure to the next attempt. It doubles each time, up to the longest.
    static constexpr Duration first_retry = 1s;
    static constexpr Duration longest_retry = 10s;

    /// The times from which minimum times count.
    struct Times {
        Instant off;                ///< when it was switched off; the start when it never was
        std::optional<Instant> on;  ///< when it was switched on; nullopt: it is off, or was on from the start
    };

    /// `name` is for the log. `retry` is called when it is time to call drive() again with the current state.
    /// `scheduler`, `log` and `led` must outlive it.
    ThermostatOutput(Scheduler& scheduler, Log& log, std::string name, Led& led, const Times& times,
                     std::function<void()> retry);
    ThermostatOutput(const ThermostatOutput&) = delete;
    ThermostatOutput& operator=(const ThermostatOutput&) = delete;

    /// Drives the line if it is in another state, and ends a pattern. A failing line is driven only when it is time to
    /// try again. A failure is logged once, and again on recovery.
    void drive(bool on);

    /// Drives the line a last time, without waiting.
    void let_go(bool on);

    /// The last known state: a line that could not be driven counts as unchanged.
    [[nodiscard]] bool is_on() const { return led_.is_on(); }

    /// The error of the last attempt to drive the line; nullopt after a success.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// When the output may switch. An output that was on from the start may switch at any time.
    [[nodiscard]] Instant may_switch_at(Duration min_on, Duration min_off) const;

    [[nodiscard]] const Times& times() const { return times_; }
    [[nodiscard]] const Led& led() const { return led_; }

private:
    void attempt(bool on);
    void refuse(const Error& error);

    Scheduler& scheduler_;
    Log& log_;
    std::string name_;
    Led& led_;
    Times times_;
    std::function<void()> retry_;
    std::optional<Error> failure_;
    Duration retry_delay_ = first_retry;
    Timer retry_timer_;
};

}  // namespace coapnode

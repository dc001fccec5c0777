// SPDX-License-Identifier: MIT
/// The output of a thermostat: knows when it last switched, and tries again when its line cannot be driven.
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
    /// From a failure to the next attempt; the delay doubles each time, up to the longest.
    static constexpr Duration first_retry = 1s;
    static constexpr Duration longest_retry = 10s;

    /// What minimum times count from.
    struct Times {
        Instant off;                ///< when it went off; where it never did: the beginning
        std::optional<Instant> on;  ///< when it was switched on; nullopt: it is off, or was on from the beginning
    };

    /// `name` is for the log. `retry` is called when it is time to call drive() again, with what is wanted then.
    /// `scheduler`, `log` and `led` outlive it.
    ThermostatOutput(Scheduler& scheduler, Log& log, std::string name, Led& led, const Times& times,
                     std::function<void()> retry);
    ThermostatOutput(const ThermostatOutput&) = delete;
    ThermostatOutput& operator=(const ThermostatOutput&) = delete;

    /// Drives the line if it is not in that state already, and ends a pattern. While the line fails, it is driven only
    /// when it is time to try again. A failure is logged once, and again on recovery.
    void drive(bool on);

    /// Drives the line a last time, whatever is waited for.
    void let_go(bool on);

    /// As far as is known: a line that could not be driven counts as unchanged.
    [[nodiscard]] bool is_on() const { return led_.is_on(); }

    /// Why the line could not be driven the last time; nullopt if it could.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// When it may switch. An output that was on from the beginning may at any time: nobody here has switched it on.
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

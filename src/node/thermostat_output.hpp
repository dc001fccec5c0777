// SPDX-License-Identifier: MIT
/// A thermostat's output: knows since when it is as it is, and drives a line that refuses again and again.
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
    /// From a refusal to the next attempt; each further one takes twice as long, up to the longest.
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

    /// Drives the line where it is not so already, and ends a pattern. While the line refuses, only when it is time to
    /// try again. A refusal is told once, as is its end.
    void drive(bool on);

    /// Drives the line a last time, whatever is waited for.
    void let_go(bool on);

    /// As far as is known: a line that refused is taken to be as it was.
    [[nodiscard]] bool is_on() const { return led_.is_on(); }

    /// Why the line refused; nullopt when it did not, the last time.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// When it may switch. What was on from the beginning may do so at any time: nobody here has switched it on.
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

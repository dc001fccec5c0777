// SPDX-License-Identifier: MIT
#include "node/thermostat_output.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

constexpr auto of_output = "thermostat output";  // the cause in the log

}  // namespace

ThermostatOutput::ThermostatOutput(Scheduler& scheduler, Log& log, std::string name, Led& led, const Times& times,
                                   std::function<void()> retry)
    : scheduler_{scheduler}, log_{log}, name_{std::move(name)}, led_{led}, times_{times}, retry_{std::move(retry)}
{
}

void ThermostatOutput::drive(bool on)
{
    if (retry_timer_) return;
    const bool is_so = on == led_.is_on() && !moves(led_.pattern());
    if (!is_so || failure_) attempt(on);
}

void ThermostatOutput::let_go(bool on)
{
    attempt(on);
    retry_timer_.reset();
}

Instant ThermostatOutput::may_switch_at(Duration min_on, Duration min_off) const
{
    if (!led_.is_on()) return times_.off + min_off;
    return times_.on ? *times_.on + min_on : Instant::min();
}

void ThermostatOutput::attempt(bool on)
{
    const bool was_on = led_.is_on();
    if (const auto driven = led_.set(on); !driven) return refuse(driven.error());
    if (std::exchange(failure_, std::nullopt))
        log_.info(of_output, "thermostat: output " + name_ + " can be driven again");
    retry_delay_ = first_retry;
    if (on != was_on) times_ = on ? Times{times_.off, scheduler_.now()} : Times{scheduler_.now(), std::nullopt};
}

void ThermostatOutput::refuse(const Error& error)
{
    if (!failure_) log_.warning(of_output, "thermostat: output " + name_ + ": " + sentence(error));
    failure_ = error;
    retry_timer_ = scheduler_.after(retry_delay_, [this] {
        retry_timer_.reset();
        retry_();
    });
    retry_delay_ = std::min(2 * retry_delay_, longest_retry);
}

}  // namespace coapnode

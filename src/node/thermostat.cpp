// SPDX-License-Identifier: MIT
#include "node/thermostat.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

std::int32_t first_target(const ThermostatConfig& config, const std::optional<KeptTarget>& kept)
{
    const bool counts = kept && kept->configured == config.target && kept->target >= config.min_target &&
                        kept->target <= config.max_target;
    return counts ? kept->target : config.target;
}

std::string state_name(bool on)
{
    return on ? "on" : "off";
}

}  // namespace

Thermostat::Thermostat(Scheduler& scheduler, Log& log, ThermostatConfig config, Sampler& sampler, Led& output,
                       const Past& past)
    : scheduler_{scheduler},
      log_{log},
      config_{std::move(config)},
      sampler_{sampler},
      output_{output},
      patience_{Sampler::fresh_intervals * sampler.interval() + patience_on_top},
      target_{first_target(config_, past.target)},
      switched_{past.switched.value_or(scheduler.now())}
{
    if (moves(output_.pattern())) drive(output_.is_on());
    told_ = shown();
    samples_ = sampler_.changes().subscribe([this] { look(); });
    switching_ = output_.changes().subscribe([this] { tell_changes(); });
    watch_until(scheduler_.now() + patience_);
    // Not from here: what comes of it is to be seen by those who watch, and they are not there yet.
    switch_timer_ = scheduler_.after(Duration::zero(), [this] { look(); });
}

Result<void> Thermostat::set_target(std::int32_t target)
{
    if (target < config_.min_target || target > config_.max_target) {
        return fail(Errc::bad_body,
                    "the target is from " + to_decimal(config_.min_target) + " to " + to_decimal(config_.max_target));
    }
    target_ = target;
    look();
    return {};
}

void Thermostat::give_up()
{
    samples_.reset();
    switching_.reset();
    overdue_timer_.reset();
    switch_timer_.reset();
    drive(config_.on_failure);
}

void Thermostat::look()
{
    const auto sample = sampler_.latest();
    if (sample && sample->sequence != seen_) {
        seen_ = sample->sequence;
        watch_until(sample->taken + patience_);
    }
    const auto value = sample ? sample->reading.get(Quantity::temperature) : std::nullopt;
    if (overdue_) {
        fail_safe(sample ? Error{Errc::not_ready, "no recent reading"} : sample.error());
    } else if (value) {
        regulate(*value);
    } else if (sample) {
        fail_safe({Errc::bad_value, "the sensor gave no temperature"});
    } else if (seen_ != 0 || sampler_.failure()) {
        fail_safe(sample.error());
    }
    tell_changes();
}

void Thermostat::regulate(Value temperature)
{
    if (failure_) log_.info("thermostat: sensor " + config_.sensor + " gives readings again");
    failure_.reset();
    temperature_ = temperature;
    switch_timer_.reset();
    const bool on = output_.is_on();
    if (wanted(temperature.thousandths) == on) return;
    const auto may_switch = switched_ + (on ? config_.min_on : config_.min_off);
    if (scheduler_.now() >= may_switch) return drive(!on);
    switch_timer_ = scheduler_.after(may_switch - scheduler_.now(), [this] { look(); });
}

void Thermostat::fail_safe(const Error& cause)
{
    if (!failure_) {
        log_.warning("thermostat: no reading of sensor " + config_.sensor + " (" + cause.message + "): output " +
                     config_.output + " is " + state_name(config_.on_failure) + " until there is one");
    }
    failure_ = cause;
    temperature_.reset();
    switch_timer_.reset();
    if (output_.is_on() != config_.on_failure) drive(config_.on_failure);
}

bool Thermostat::wanted(std::int32_t temperature) const
{
    const auto half = config_.hysteresis / 2;
    const bool heats = config_.mode == ThermostatMode::heat;
    if (temperature <= target_ - half) return heats;
    if (temperature >= target_ + half) return !heats;
    return output_.is_on();
}

void Thermostat::watch_until(Instant end)
{
    overdue_ = false;
    overdue_timer_ = scheduler_.after(end - scheduler_.now(), [this] {
        overdue_ = true;
        look();
    });
}

void Thermostat::drive(bool on)
{
    const bool was = output_.is_on();
    if (const auto driven = output_.set(on); !driven) {
        if (!std::exchange(told_drive_, true)) log_.warning("thermostat: " + sentence(driven.error()));
        return;
    }
    told_drive_ = false;
    if (on != was) switched_ = scheduler_.now();
}

Thermostat::Shown Thermostat::shown() const
{
    const auto hundredths =
        temperature_ ? std::optional{rounded_division(temperature_->thousandths, 10)} : std::nullopt;
    return {target_, hundredths, output_.is_on(), failure_};
}

void Thermostat::tell_changes()
{
    auto now = shown();
    if (now == told_) return;
    told_ = std::move(now);
    ++version_;
    changes_.emit();
}

}  // namespace coapnode

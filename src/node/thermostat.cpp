// SPDX-License-Identifier: MIT
#include "node/thermostat.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

constexpr auto of_sensor = "thermostat sensor";  // the cause in the log

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
      output_{scheduler,
              log,
              config_.output,
              output,
              past.times.value_or(ThermostatOutput::Times{scheduler.now(), std::nullopt}),
              [this] { reconsider(); }},
      until_reading_{past.times ? output.is_on() : config_.on_failure},
      patience_{Sampler::fresh_intervals * sampler.interval() + patience_on_top},
      target_{first_target(config_, past.target)}
{
    watch_until(scheduler_.now() + patience_);
    act();
    told_ = shown();
    samples_ = sampler_.changes().subscribe([this] { reconsider(); });
}

Result<void> Thermostat::set_target(std::int32_t target)
{
    if (target < config_.min_target || target > config_.max_target) {
        return fail(Errc::bad_body, "the target must be from " + to_decimal(config_.min_target) + " to " +
                                        to_decimal(config_.max_target));
    }
    target_ = target;
    reconsider();
    return {};
}

void Thermostat::give_up()
{
    samples_.reset();
    overdue_timer_.reset();
    switch_timer_.reset();
    output_.let_go(config_.on_failure);
}

std::optional<std::string> Thermostat::error() const
{
    const auto& refusal = output_.failure();
    if (!failure_) return refusal ? std::optional{refusal->message} : std::nullopt;
    return failure_->message + (refusal ? "; " + refusal->message : "");
}

void Thermostat::reconsider()
{
    act();
    tell_changes();
}

void Thermostat::act()
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
    } else if (sampler_.samples() != 0 || sampler_.failure()) {
        fail_safe(sample.error());
    } else {
        output_.drive(until_reading_);
    }
}

void Thermostat::regulate(Value temperature)
{
    if (std::exchange(told_safe_, false)) {
        log_.info(of_sensor, "thermostat: sensor " + config_.sensor + " gives readings again");
    }
    failure_.reset();
    temperature_ = temperature;
    switch_timer_.reset();
    const auto may_switch = output_.may_switch_at(config_.min_on, config_.min_off);
    const bool waits = scheduler_.now() < may_switch && wanted(temperature.thousandths) != output_.is_on();
    if (waits) switch_timer_ = scheduler_.after(may_switch - scheduler_.now(), [this] { reconsider(); });
    output_.drive(waits ? output_.is_on() : wanted(temperature.thousandths));
}

void Thermostat::fail_safe(const Error& cause)
{
    failure_ = cause;
    temperature_.reset();
    switch_timer_.reset();
    output_.drive(config_.on_failure);
    if (output_.failure() || std::exchange(told_safe_, true)) return;
    log_.warning(of_sensor, "thermostat: no reading of sensor " + config_.sensor + " (" + cause.message + "): output " +
                                config_.output + " is " + state_name(config_.on_failure) + " until there is a reading");
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
        reconsider();
    });
}

Thermostat::Shown Thermostat::shown() const
{
    const auto hundredths =
        temperature_ ? std::optional{rounded_division(temperature_->thousandths, 10)} : std::nullopt;
    return {target_, hundredths, output_.is_on(), error()};
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

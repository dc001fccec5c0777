// SPDX-License-Identifier: MIT
#include "node/equipment.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

namespace {

template <class T>
Failure named(const std::string& what, const Result<T>& failed)
{
    return fail(failed.error().code, what + ": " + failed.error().message);
}

Result<FittedSensor> make_sensor(const SensorConfig& config, const EquipmentNeeds& needs)
{
    const auto* const model = find_model(config.driver);
    if (model == nullptr) {
        return fail(Errc::wrong_chip, "sensor " + config.name + ": no driver is called '" + config.driver + "'");
    }
    auto driver =
        model->open(needs.hardware, {config.where, config.driver, config.device, config.measures, &needs.worker});
    if (!driver) return named("sensor " + config.name, driver);
    auto sampler =
        std::make_unique<Sampler>(needs.scheduler, needs.log, **driver, config.name, config.interval, Refiner{config});
    return FittedSensor{config, model, quantities_of(*model, config), std::move(*driver), std::move(sampler)};
}

/// A thermostat's output starts in its safe state, because there is no reading yet.
bool begins_on(const LedConfig& config, const std::optional<ThermostatConfig>& thermostat, const KeptValues* kept)
{
    if (thermostat && thermostat->output == config.name) return thermostat->on_failure;
    if (config.initial != InitialState::restore || kept == nullptr) return config.initial == InitialState::on;
    const auto found = kept->leds.find(config.name);
    return found != kept->leds.end() && found->second;
}

Result<FittedLed> make_led(const LedConfig& config, const std::optional<ThermostatConfig>& thermostat,
                           const EquipmentNeeds& needs)
{
    const bool on = begins_on(config, thermostat, needs.kept);
    auto line = needs.hardware.open_output(config.where, on != config.active_low);
    if (!line) return named("led " + config.name, line);
    return FittedLed{config, std::make_unique<Led>(needs.scheduler, needs.log, config.name, std::move(*line),
                                                   config.active_low, on)};
}

bool goes_on(const FittedSensor& sensor, const SensorConfig& wanted)
{
    return sensor.config == wanted;
}

/// A line has one owner at a time, so an unchanged line is always taken over, whatever else changed.
bool goes_on(const FittedLed& led, const LedConfig& wanted)
{
    return led.config.where == wanted.where;
}

/// The polarity may have changed; the state the LED shows has not.
Result<void> reconfigure(FittedLed& led, const LedConfig& config)
{
    const bool turned = led.config.active_low != config.active_low;
    led.config = config;
    led.led->rename(config.name);
    return turned ? led.led->set_active_low(config.active_low) : Result<void>{};
}

Result<void> shut_down(const FittedLed& led)
{
    if (led.config.shutdown == ShutdownState::keep) return {};
    return led.led->set(led.config.shutdown == ShutdownState::on);
}

/// Shuts down new LEDs that are not used: opening a line drives it, and a released line does not keep its state.
void put_back(FittedSensor& /*sensor*/) {}
void put_back(FittedLed& led)
{
    static_cast<void>(shut_down(led));
}

template <class Item>
bool is_among(const std::vector<Item>& items, const std::string& name)
{
    return std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.name == name; });
}

/// A configuration from a file names only existing items.
Result<void> check_names(const Config& config)
{
    if (!config.thermostat) return {};
    const auto& sensor = config.thermostat->sensor;
    const auto& output = config.thermostat->output;
    if (!is_among(config.sensors, sensor)) {
        return fail(Errc::wrong_chip, "thermostat: no sensor is called '" + sensor + "'");
    }
    if (!is_among(config.leds, output)) {
        return fail(Errc::line_missing, "thermostat: no LED is called '" + output + "'");
    }
    return {};
}

/// Finds fitted equipment by its configured name, which must exist.
template <class Fitted>
Fitted& fitted_as(std::vector<Fitted>& all, const std::string& name)
{
    return *std::find_if(all.begin(), all.end(), [&](const Fitted& one) { return one.config.name == name; });
}

/// The thermostat for `next`: `old` itself when nothing changes, else a new one with the old one's history.
std::unique_ptr<Thermostat> next_thermostat(std::unique_ptr<Thermostat> old,
                                            const std::optional<ThermostatConfig>& config, Equipment& next,
                                            const EquipmentNeeds& needs)
{
    if (!config) {
        if (old) old->give_up();
        return nullptr;
    }
    auto& sampler = *fitted_as(next.sensors, config->sensor).sampler;
    auto& output = *fitted_as(next.leds, config->output).led;
    const bool same_output = old && old->drives(output);
    if (same_output && old->reads(sampler) && old->config() == *config) return old;
    Thermostat::Past past;
    if (needs.kept != nullptr) past.target = needs.kept->thermostat;
    if (old) past = old->past();
    if (!same_output) past.times.reset();
    if (old && !same_output) old->give_up();
    old.reset();
    return std::make_unique<Thermostat>(needs.scheduler, needs.log, *config, sampler, output, past);
}

}  // namespace

std::vector<Quantity> quantities_of(const Model& model, const SensorConfig& config)
{
    std::vector<Quantity> quantities{config.measures};
    if (quantities.empty()) quantities.assign(model.quantities.begin(), model.quantities.end());
    std::ranges::copy_if(all_quantities, std::back_inserter(quantities), [&](Quantity quantity) {
        return std::ranges::find(config.derived, quantity) != config.derived.end();
    });
    return quantities;
}

template <class Fitted, class Config, class Make>
Result<EquipmentChange::Plan<Fitted>> EquipmentChange::plan(const std::vector<Config>& wanted,
                                                            std::vector<Fitted>& fitted, Make make)
{
    Plan<Fitted> items;
    for (const auto& config : wanted) {
        const auto kept = std::find_if(fitted.begin(), fitted.end(),
                                       [&](const Fitted& candidate) { return goes_on(candidate, config); });
        if (kept != fitted.end()) {
            items.push_back({&*kept, {}});
            continue;
        }
        auto made = make(config);
        if (!made) {
            for (auto& item : items)
                if (item.kept == nullptr) put_back(item.made);
            return fail(made);
        }
        items.push_back({nullptr, std::move(*made)});
    }
    return items;
}

template <class Fitted>
std::vector<Fitted> EquipmentChange::carry_out(Plan<Fitted> plan)
{
    std::vector<Fitted> taken;
    for (auto& item : plan)
        taken.push_back(std::move(item.kept != nullptr ? *item.kept : item.made));
    return taken;
}

Result<EquipmentChange> EquipmentChange::prepare(const Config& config, const EquipmentNeeds& needs, Equipment& fitted)
{
    if (const auto named = check_names(config); !named) return fail(named);
    EquipmentChange change;
    auto sensors =
        plan(config.sensors, fitted.sensors, [&](const SensorConfig& wanted) { return make_sensor(wanted, needs); });
    if (!sensors) return fail(sensors);
    auto leds = plan(config.leds, fitted.leds,
                     [&](const LedConfig& wanted) { return make_led(wanted, config.thermostat, needs); });
    if (!leds) return fail(leds);
    change.sensors_ = std::move(*sensors);
    change.leds_ = std::move(*leds);
    change.led_configs_ = config.leds;
    change.thermostat_config_ = config.thermostat;
    return change;
}

void EquipmentChange::roll_back()
{
    for (auto& item : leds_)
        if (item.kept == nullptr && item.made.led) put_back(item.made);
}

Equipment EquipmentChange::commit(Equipment& fitted, const EquipmentNeeds& needs) &&
{
    Equipment next{carry_out(std::move(sensors_)), carry_out(std::move(leds_)), nullptr};
    for (std::size_t i = 0; i < next.leds.size(); ++i) {
        // A failing line reports its error again at its next change; commit() cannot fail.
        const auto done = reconfigure(next.leds[i], led_configs_[i]);
        if (!done)
            needs.log.warning("led " + led_configs_[i].name,
                              "led " + led_configs_[i].name + ": " + sentence(done.error()));
    }
    next.thermostat = next_thermostat(std::move(fitted.thermostat), thermostat_config_, next, needs);
    std::erase_if(fitted.sensors, [](const FittedSensor& sensor) { return sensor.sampler == nullptr; });
    std::erase_if(fitted.leds, [](const FittedLed& led) { return led.led == nullptr; });
    return next;
}

Result<void> shut_down(const Equipment& fitted)
{
    if (fitted.thermostat) fitted.thermostat->give_up();
    Result<void> first_failure;
    for (const auto& led : fitted.leds) {
        const auto done = shut_down(led);
        if (!done && first_failure) first_failure = named("led " + led.config.name, done);
    }
    return first_failure;
}

}  // namespace coapnode

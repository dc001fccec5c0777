// SPDX-License-Identifier: MIT
// A new resource: its class in a .hpp and a .cpp beside this file, its test in tests/unit/resources, and one line in
// build_site(), with an #include.
#include "resources/build_site.hpp"

#include "coapnode/rest/senml.hpp"
#include "resources/history_resource.hpp"
#include "resources/led_resource.hpp"
#include "resources/leds.hpp"
#include "resources/measurement.hpp"
#include "resources/sensors.hpp"
#include "resources/thermostat_resource.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Resources = std::vector<std::unique_ptr<Resource>>;

std::vector<SensorView> views_of(const std::vector<FittedSensor>& sensors)
{
    std::vector<SensorView> views;
    for (const auto& sensor : sensors)
        views.push_back({sensor.config.name, sensor.model, sensor.sampler.get()});
    return views;
}

/// /temperature, /humidity, /pressure: the first sensor that has the quantity. /temperature takes a thermostat's
/// target.
void add_short_names(Resources& resources, const std::vector<SensorView>& sensors, Thermostat* thermostat,
                     const std::string& senml_base)
{
    for (const auto quantity : all_quantities) {
        const auto first = std::find_if(sensors.begin(), sensors.end(),
                                        [&](const SensorView& sensor) { return sensor.model->measures(quantity); });
        if (first == sensors.end()) continue;
        MeasurementNames names{std::string{name_of(quantity)}, first->name, senml_base};
        resources.push_back(std::make_unique<Measurement>(std::move(names), quantity, *first->sampler,
                                                          quantity == Quantity::temperature ? thermostat : nullptr));
    }
}

void add_sensors(Resources& resources, const std::vector<SensorView>& sensors, const std::string& senml_base)
{
    resources.push_back(std::make_unique<SensorList>(sensors, senml_base));
    for (const auto& sensor : sensors) {
        resources.push_back(std::make_unique<OneSensor>(sensor, senml_base));
        for (const auto quantity : sensor.model->quantities) {
            MeasurementNames names{"sensors/" + sensor.name + '/' + std::string{name_of(quantity)}, sensor.name,
                                   senml_base};
            resources.push_back(std::make_unique<Measurement>(std::move(names), quantity, *sensor.sampler));
        }
    }
}

std::unique_ptr<LedResource> led_at(const std::string& path, const FittedLed& fitted, const Thermostat* thermostat,
                                    const std::string& senml_base)
{
    const bool driven = thermostat != nullptr && thermostat->drives(*fitted.led);
    return std::make_unique<LedResource>(path, fitted.config.name, senml_base, *fitted.led, driven);
}

/// /led is the first LED.
void add_leds(Resources& resources, const std::vector<FittedLed>& leds, const Thermostat* thermostat,
              const std::string& senml_base)
{
    if (!leds.empty()) resources.push_back(led_at("led", leds.front(), thermostat, senml_base));
    std::vector<LedView> views;
    for (const auto& fitted : leds)
        views.push_back({fitted.config.name, fitted.led.get()});
    resources.push_back(std::make_unique<LedList>(std::move(views), senml_base));
    for (const auto& fitted : leds)
        resources.push_back(led_at("leds/" + fitted.config.name, fitted, thermostat, senml_base));
}

/// As /.well-known/core names them.
std::vector<std::string> paths_of(const Resources& resources)
{
    std::vector<std::string> paths;
    for (const auto& resource : resources)
        paths.push_back('/' + resource->description().path);
    return paths;
}

}  // namespace

std::unique_ptr<Site> build_site(const Equipment& equipment, NodeFacts facts, const Clock& clock,
                                 const Outside& outside)
{
    const auto senml_base = senml_base_name(facts.device_id);
    const auto sensors = views_of(equipment.sensors);
    Resources resources;
    auto* const thermostat = equipment.thermostat.get();
    add_short_names(resources, sensors, thermostat, senml_base);
    add_leds(resources, equipment.leds, thermostat, senml_base);
    if (thermostat != nullptr) resources.push_back(std::make_unique<ThermostatResource>(senml_base, *thermostat));
    if (outside.stats) resources.push_back(std::make_unique<Stats>(*outside.stats, sensors, facts.started, clock));
    if (outside.history != nullptr) {
        resources.push_back(std::make_unique<HistoryResource>(*outside.history, clock, sensors, senml_base));
    }
    add_sensors(resources, sensors, senml_base);
    if (outside.config != nullptr) resources.push_back(std::make_unique<ConfigResource>(*outside.config));
    resources.push_back(std::make_unique<Info>(std::move(facts), sensors, paths_of(resources), clock));
    return std::make_unique<Site>(std::move(resources));
}

}  // namespace coapnode

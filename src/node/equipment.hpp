// SPDX-License-Identifier: MIT
/// The equipment of the node: each configured sensor with its driver and sampler, each LED with its line, and the
/// thermostat, which connects a sensor and an LED.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/hal/hardware.hpp"
#include "coapnode/sensors/models.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/led.hpp"
#include "node/sampler.hpp"
#include "node/thermostat.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace coapnode {

/// Members in dependency order: the sampler drives the driver, which owns its chip.
struct FittedSensor {
    SensorConfig config;
    const Model* model = nullptr;
    std::vector<Quantity> quantities;  ///< measured and derived
    std::unique_ptr<Sensor> driver;
    std::unique_ptr<Sampler> sampler;
};

/// The measured quantities of the sensor, then the derived ones, each in the order of Quantity.
std::vector<Quantity> quantities_of(const Model& model, const SensorConfig& config);

struct FittedLed {
    LedConfig config;
    std::unique_ptr<Led> led;
};

struct Equipment {
    std::vector<FittedSensor> sensors;
    std::vector<FittedLed> leds;
    std::unique_ptr<Thermostat> thermostat;  ///< nullptr: none is configured
};

/// What new equipment needs besides the configuration.
struct EquipmentNeeds {
    Hardware& hardware;
    Scheduler& scheduler;
    Log& log;
    Worker& worker;                    ///< runs blocking reads
    const KeptValues* kept = nullptr;  ///< of the last run; nullptr: nothing is kept
};

/// A change of equipment, prepared: all that can fail has been done, and nothing in force has been touched.
class EquipmentChange {
public:
    /// Opens what `config` lists and `fitted` does not have. Equipment with an unchanged configuration keeps its
    /// readings and its state; so does a line of which only the name or the polarity changes. `fitted` must not be
    /// moved until commit(). Errors: those of Hardware, with the sensor or LED named.
    static Result<EquipmentChange> prepare(const Config& config, const EquipmentNeeds& needs, Equipment& fitted);

    /// Puts new LEDs that are not used into their shutdown state, because opening a line drives it.
    void roll_back();

    /// Returns the new equipment. What is no longer configured stays in `fitted`; the caller shuts it down.
    Equipment commit(Equipment& fitted, const EquipmentNeeds& needs) &&;

private:
    /// What becomes of one configured item: `kept` is the fitted one to take over, else `made` is new.
    template <class Fitted>
    struct Item {
        Fitted* kept = nullptr;
        Fitted made;
    };
    template <class Fitted>
    using Plan = std::vector<Item<Fitted>>;

    template <class Fitted, class Config, class Make>
    static Result<Plan<Fitted>> plan(const std::vector<Config>& wanted, std::vector<Fitted>& fitted, Make make);
    template <class Fitted>
    static std::vector<Fitted> carry_out(Plan<Fitted> plan);

    Plan<FittedSensor> sensors_;
    Plan<FittedLed> leds_;
    std::vector<LedConfig> led_configs_;
    std::optional<ThermostatConfig> thermostat_config_;
};

/// Puts the thermostat's output into its safe state, and then every LED into its configured shutdown state. All are
/// tried; the first failure is returned.
Result<void> shut_down(const Equipment& fitted);

}  // namespace coapnode

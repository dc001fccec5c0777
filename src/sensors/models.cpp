// SPDX-License-Identifier: MIT
// To add a sensor:
//   1. Its driver: a .hpp and a .cpp beside this file, and a line in CMakeLists.txt. The decoding is a pure function.
//   2. Its test in tests/unit/sensors, with the datasheet's own numbers, and its row in drivers_test.cpp.
//   3. Its row in the table below. --list-drivers and the configuration know it from then on.
//   4. So that the mock back end offers it: an emulated chip in src/hal/mock, with its row in emulated_chips.cpp.
// Where a probe can only say that it is possible, the first row that fits is what --probe suggests: the one that works
// whichever it is goes before the others.
#include "coapnode/sensors/models.hpp"

#include "sensors/bosch.hpp"
#include "sensors/lm75.hpp"
#include "sensors/sht3x.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

constexpr std::array<std::uint8_t, 2> sht3x_addresses{0x44, 0x45};
constexpr std::array<std::uint8_t, 2> bosch_addresses{0x76, 0x77};
constexpr std::array<std::uint8_t, 8> lm75_addresses{0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f};
constexpr auto tmp102_addresses = std::span{lm75_addresses}.first<4>();
constexpr auto tmp105_addresses = std::span{lm75_addresses}.first<2>();

constexpr std::array temperature_alone{Quantity::temperature};
constexpr std::array temperature_humidity{Quantity::temperature, Quantity::humidity};
constexpr std::array temperature_pressure{Quantity::temperature, Quantity::pressure};

std::unique_ptr<Sensor> make_sht3x(I2cDevice& chip)
{
    return std::make_unique<Sht3x>(chip);
}

template <bool has_humidity>
std::unique_ptr<Sensor> make_bosch(I2cDevice& chip)
{
    return std::make_unique<BoschSensor>(chip, has_humidity);
}

template <const Lm75Member& member>
std::unique_ptr<Sensor> make_lm75(I2cDevice& chip)
{
    return std::make_unique<Lm75>(chip, member);
}

template <const Lm75Member& member>
Match probe_for(I2cDevice& chip)
{
    return probe_lm75(chip, member);
}

constexpr std::array model_rows{
    Model{"sht3x", "Sensirion SHT30, SHT31, SHT35", sht3x_addresses, temperature_humidity, make_sht3x, Sht3x::probe},
    Model{"bme280", "Bosch BME280", bosch_addresses, all_quantities, make_bosch<true>, probe_bme280},
    Model{"bmp280", "Bosch BMP280", bosch_addresses, temperature_pressure, make_bosch<false>, probe_bmp280},
    Model{"tmp102", "TI TMP102", tmp102_addresses, temperature_alone, make_lm75<tmp102_member>,
          probe_for<tmp102_member>},
    Model{"lm75", "LM75, LM75A, LM75B", lm75_addresses, temperature_alone, make_lm75<lm75_member>,
          probe_for<lm75_member>},
    Model{"tmp75", "TI TMP75", lm75_addresses, temperature_alone, make_lm75<tmp75_member>, probe_for<tmp75_member>},
    Model{"tmp105", "TI TMP105", tmp105_addresses, temperature_alone, make_lm75<tmp105_member>,
          probe_for<tmp105_member>},
};

}  // namespace

bool Model::measures(Quantity quantity) const
{
    return std::ranges::find(quantities, quantity) != quantities.end();
}

std::span<const Model> models()
{
    return model_rows;
}

const Model* find_model(std::string_view driver)
{
    const auto* const row = std::ranges::find(model_rows, driver, &Model::driver);
    return row != model_rows.end() ? row : nullptr;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "hal/mock/emulated_chips.hpp"

#include "hal/mock/emulated_bme280.hpp"
#include "hal/mock/emulated_sht3x.hpp"
#include "hal/mock/emulated_tmp105.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct Row {
    std::string_view name;
    std::unique_ptr<EmulatedChip> (*make)(Instant powered);
};

template <const auto& kind>
std::unique_ptr<EmulatedChip> make_bosch(Instant powered)
{
    return std::make_unique<EmulatedBme280>(kind, powered);
}

template <const auto& kind>
std::unique_ptr<EmulatedChip> make_lm75(Instant powered)
{
    return std::make_unique<EmulatedTmp105>(kind, powered);
}

std::unique_ptr<EmulatedChip> make_sht3x(Instant powered)
{
    return std::make_unique<EmulatedSht3x>(powered);
}

constexpr std::array rows{
    Row{"sht3x", make_sht3x},
    Row{"bme280", make_bosch<EmulatedBme280::bme280>},
    Row{"bmp280", make_bosch<EmulatedBme280::bmp280>},
    Row{"bmp180", make_bosch<EmulatedBme280::bmp180>},
    Row{"tmp105", make_lm75<EmulatedTmp105::tmp105>},
    Row{"tmp75", make_lm75<EmulatedTmp105::tmp105>},
    Row{"tmp102", make_lm75<EmulatedTmp105::tmp102>},
    Row{"lm75", make_lm75<EmulatedTmp105::lm75>},
};

}  // namespace

bool is_emulated_chip(std::string_view name)
{
    return std::ranges::find(rows, name, &Row::name) != rows.end();
}

std::vector<std::string> emulated_chip_names()
{
    std::vector<std::string> names;
    for (const auto& row : rows)
        names.emplace_back(row.name);
    return names;
}

std::unique_ptr<EmulatedChip> make_emulated_chip(std::string_view name, Instant powered)
{
    const auto* const row = std::ranges::find(rows, name, &Row::name);
    return row != rows.end() ? row->make(powered) : nullptr;
}

}  // namespace coapnode

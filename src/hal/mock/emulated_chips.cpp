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
    std::uint8_t first_address;  ///< 0: usually nowhere
    std::uint8_t last_address;
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
    Row{"sht3x", 0x44, 0x45, make_sht3x},
    Row{"bme280", 0x76, 0x77, make_bosch<EmulatedBme280::bme280>},
    Row{"bmp280", 0, 0, make_bosch<EmulatedBme280::bmp280>},
    Row{"bmp180", 0, 0, make_bosch<EmulatedBme280::bmp180>},
    Row{"tmp105", 0x48, 0x4f, make_lm75<EmulatedTmp105::tmp105>},
    Row{"tmp75", 0, 0, make_lm75<EmulatedTmp105::tmp105>},
    Row{"tmp102", 0, 0, make_lm75<EmulatedTmp105::tmp102>},
    Row{"lm75", 0, 0, make_lm75<EmulatedTmp105::lm75>},
};

}  // namespace

bool is_emulated_chip(std::string_view name)
{
    return std::ranges::find(rows, name, &Row::name) != rows.end();
}

std::string_view usual_chip(std::uint8_t address)
{
    const auto* const row = std::ranges::find_if(rows, [address](const Row& candidate) {
        return candidate.first_address <= address && address <= candidate.last_address;
    });
    return row != rows.end() ? row->name : std::string_view{};
}

std::unique_ptr<EmulatedChip> make_emulated_chip(std::string_view name, Instant powered)
{
    const auto* const row = std::ranges::find(rows, name, &Row::name);
    return row != rows.end() ? row->make(powered) : nullptr;
}

}  // namespace coapnode

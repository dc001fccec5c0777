// SPDX-License-Identifier: MIT
#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct Row {
    std::string_view name;
    const EmulatedModel& model;
};

constexpr std::array rows{
#define DRIVER(name) Row{#name, emulated_##name},
#include "coapnode/hal/drivers.def"
    Row{"bmp180", emulated_bmp180},
};

}  // namespace

std::string_view chip_of_board(std::uint8_t address)
{
    const auto* const row = std::ranges::find_if(rows, [address](const Row& one) {
        const auto& model = one.model;
        return model.first_address != 0 && model.first_address <= address && address <= model.last_address;
    });
    return row != rows.end() ? row->name : std::string_view{};
}

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
    return row != rows.end() ? row->model.make(powered) : nullptr;
}

}  // namespace coapnode

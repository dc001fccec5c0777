// SPDX-License-Identifier: MIT
#include "apps/coapnoded/bus_search.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace coapnode {

namespace {

/// The models that may be at `where`; a certain match rules out the others.
std::vector<const Model*> identify(I2cDevice& chip, std::uint8_t address)
{
    std::vector<const Model*> possible;
    for (const auto& model : models()) {
        if (std::find(model.addresses.begin(), model.addresses.end(), address) == model.addresses.end()) continue;
        const auto match = model.probe(chip);
        if (match == Match::certain) return {&model};
        if (match == Match::possible) possible.push_back(&model);
    }
    return possible;
}

std::set<std::uint8_t> addresses_of_all_models()
{
    std::set<std::uint8_t> addresses;
    for (const auto& model : models())
        addresses.insert(model.addresses.begin(), model.addresses.end());
    return addresses;
}

/// nullopt if no chip answers that a driver knows.
std::optional<FoundChip> ask(Hardware& hardware, const I2cAddress& where, I2cDevice* chip)
{
    if (chip == nullptr) return FoundChip{where, {}, hardware.kernel_sensors()->owner_of(where).value_or("")};
    auto candidates = identify(*chip, where.address);
    if (candidates.empty()) return std::nullopt;
    return FoundChip{where, std::move(candidates)};
}

/// Asks each address. Removes from `addresses` those that a kernel driver owns or where a known chip answers.
Result<void> ask_all(Hardware& hardware, const std::string& bus, std::set<std::uint8_t>& addresses,
                     std::vector<FoundChip>& found)
{
    for (auto address = addresses.begin(); address != addresses.end();) {
        const I2cAddress where{bus, *address};
        const auto chip = hardware.open_i2c(where, {});
        if (!chip && chip.error() != Errc::bus_busy) return fail(chip);
        auto answer = ask(hardware, where, chip ? chip->get() : nullptr);
        address = answer ? addresses.erase(address) : std::next(address);
        if (answer) found.push_back(std::move(*answer));
    }
    return {};
}

}  // namespace

Result<std::vector<FoundChip>> search_bus(Hardware& hardware, const std::string& bus, const Pause& pause)
{
    std::vector<FoundChip> found;
    auto addresses = addresses_of_all_models();
    for (int tries = 0; tries < probe_tries; ++tries) {
        if (tries > 0) pause(probe_pause);
        if (const auto asked = ask_all(hardware, bus, addresses, found); !asked) return fail(asked);
    }
    std::ranges::sort(found, {}, [](const FoundChip& one) { return one.where.address; });
    return found;
}

}  // namespace coapnode

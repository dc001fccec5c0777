// SPDX-License-Identifier: MIT
#include "apps/coapnoded/tasks.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "coapnode/sensors/models.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <set>
#include <vector>

namespace coapnode {

namespace {

struct Found {
    I2cAddress where;
    std::vector<const Model*> models;  ///< one when it is certain
};

std::string hex(std::uint8_t address)
{
    return to_string(I2cAddress{"", address}).substr(0, 4);
}

std::string list_of_addresses(const Model& model)
{
    std::string list;
    for (const auto address : model.addresses)
        list += (list.empty() ? "" : " ") + hex(address);
    return list;
}

std::string list_of_quantities(const Model& model)
{
    std::string list;
    for (const auto quantity : model.quantities) {
        if (!list.empty()) list += ", ";
        list += name_of(quantity);
    }
    return list;
}

/// The models that may sit at `where`; a certain match rules out the others.
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

/// Asks each address. Those where a chip answers that a driver knows, or that a kernel driver owns, leave `addresses`.
Result<void> ask(Hardware& hardware, const std::string& bus, std::set<std::uint8_t>& addresses,
                 std::vector<Found>& found)
{
    for (auto address = addresses.begin(); address != addresses.end();) {
        const I2cAddress where{bus, *address};
        auto chip = hardware.open_i2c(where, {});
        if (!chip && chip.error() != Errc::bus_busy) return fail(chip);
        const auto candidates = chip ? identify(**chip, *address) : std::vector<const Model*>{};
        if (!candidates.empty()) found.push_back({where, candidates});
        address = chip && candidates.empty() ? std::next(address) : addresses.erase(address);
    }
    return {};
}

/// Only addresses that a driver knows are asked: reading from a stranger can upset it.
Result<std::vector<Found>> search(Hardware& hardware, const std::string& bus, const Pause& pause)
{
    std::vector<Found> found;
    auto addresses = addresses_of_all_models();
    for (int tries = 0; tries < probe_tries; ++tries) {
        if (tries > 0) pause(probe_pause);
        if (const auto asked = ask(hardware, bus, addresses, found); !asked) return fail(asked);
    }
    std::ranges::sort(found, {}, [](const Found& one) { return one.where.address; });
    return found;
}

void print(std::ostream& out, const Found& found, std::size_t number)
{
    const auto& model = *found.models.front();
    out << "  - name: sensor" << number << '\n' << "    driver: " << model.driver;
    if (found.models.size() > 1) {
        out << "  # or";
        for (std::size_t i = 1; i < found.models.size(); ++i)
            out << ' ' << found.models[i]->driver;
        out << ": these chips cannot be told apart";
    }
    out << "\n    bus: " << found.where.bus << "\n    address: " << hex(found.where.address) << '\n';
}

}  // namespace

int list_drivers(std::ostream& out)
{
    out << std::left << std::setw(10) << "driver" << std::setw(44) << "addresses (the first is the default)"
        << std::setw(36) << "measures"
        << "chips\n";
    for (const auto& model : drivers()) {
        out << std::setw(10) << model.driver << std::setw(44) << list_of_addresses(model) << std::setw(36)
            << list_of_quantities(model) << model.chips << '\n';
    }
    return exit_ok;
}

int probe(std::ostream& out, Hardware& hardware, const std::string& bus, const Pause& pause)
{
    const auto buses = bus.empty() ? hardware.i2c_buses() : std::vector{bus};
    if (buses.empty()) {
        std::cerr << "coapnoded: this machine has no I2C bus: " << advice(Errc::bus_missing) << '\n';
        return exit_failure;
    }
    std::size_t number = 0;
    for (const auto& name : buses) {
        const auto found = search(hardware, name, pause);
        if (!found) {
            std::cerr << "coapnoded: " << sentence(found.error()) << '\n';
            return exit_failure;
        }
        for (const auto& chip : *found) {
            if (number == 0) out << "sensors:\n";
            print(out, chip, ++number);
        }
    }
    if (number == 0) out << "# no chip answers that a driver knows: check the wiring (coapnoded --list-drivers)\n";
    return exit_ok;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/tasks.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "coapnode/core/hex.hpp"
#include "coapnode/hal/kernel_sensors.hpp"
#include "coapnode/sensors/models.hpp"

#include <iomanip>
#include <ostream>
#include <string>

namespace coapnode {

namespace {

std::string list_of_addresses(const Model& model)
{
    std::string list;
    for (const auto address : model.addresses)
        list += (list.empty() ? "" : " ") + to_hex_number(address);
    return list;
}

}  // namespace

int list_drivers(std::ostream& out)
{
    out << std::left << std::setw(10) << "driver" << std::setw(44) << "addresses (the first is the default)"
        << std::setw(36) << "measures"
        << "chips\n";
    for (const auto& model : drivers()) {
        out << std::setw(10) << model.driver << std::setw(44) << list_of_addresses(model) << std::setw(36)
            << list_of(model.quantities) << model.chips << '\n';
    }
    return exit_ok;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The drivers as tables for people, from the rows of src/sensors/models.cpp.
#pragma once

#include <string>

namespace coapnode {

std::string drivers_in_markdown();
/// For coapnode.yaml(5), in mdoc(7).
std::string drivers_in_manual();

}  // namespace coapnode

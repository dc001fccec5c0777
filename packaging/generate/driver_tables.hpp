// SPDX-License-Identifier: MIT
/// The drivers as tables for people, from the rows of src/sensors/models.cpp.
#pragma once

#include <string>

namespace coapnode {

/// A list: what is measured, and the chips that do.
std::string chips_in_markdown();
/// A table with a row for each driver.
std::string drivers_in_markdown();
/// A table of the names that are printed on boards, and of the accuracy.
std::string boards_in_markdown();
/// For coapnode.yaml(5), in mdoc(7).
std::string drivers_in_manual();

}  // namespace coapnode

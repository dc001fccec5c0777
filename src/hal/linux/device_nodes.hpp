// SPDX-License-Identifier: MIT
/// The numbered device files of one kind: /dev/i2c-0, /dev/i2c-1, /dev/i2c-10.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Paths of the entries of `directory` that are `prefix` and a number, by number. Symbolic links are left out: they
/// stand for an entry that is listed itself (on a Raspberry Pi 5, /dev/gpiochip4 is a link to gpiochip0).
std::vector<std::string> device_nodes(const std::string& directory, std::string_view prefix);

}  // namespace coapnode

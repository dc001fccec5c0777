// SPDX-License-Identifier: MIT
/// Where a value stands in a configuration file, for what is found wrong with it after it was read.
#pragma once

#include "coapnode/yaml/mistake.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// A key of an item of a list at the top: {"leds", 0, "line"}.
struct ValuePath {
    std::string_view list;
    std::size_t item{};
    std::string_view key;
};

/// The place is that of the value, or of the item where the key is left out; none where the file has changed meanwhile.
Mistake mistake_at(const std::filesystem::path& file, const ValuePath& path, std::string message);

}  // namespace coapnode

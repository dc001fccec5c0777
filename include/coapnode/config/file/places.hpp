// SPDX-License-Identifier: MIT
/// Finds the place of a value in a configuration file, for mistakes that show only after loading (an LED's line is in
/// use).
#pragma once

#include "coapnode/yaml/mistake.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// Names a key of an item in a top-level list: {"leds", 0, "line"}.
struct ValuePath {
    std::string_view list;
    std::size_t item{};
    std::string_view key;
};

/// Returns a Mistake at the value, or at the item when the key is left out. It has no place when the file has changed
/// since it was loaded.
Mistake mistake_at(const std::filesystem::path& file, const ValuePath& path, std::string message);

}  // namespace coapnode

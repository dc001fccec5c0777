// SPDX-License-Identifier: MIT
/// One file of sysfs. Reading it may make the kernel's driver measure, and take that long.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

/// What an attribute is long at most (one page of the kernel).
inline constexpr std::size_t longest_attribute = 4096;

struct AttributeText {
    std::string text;      ///< without blanks and line feeds at its end
    int error_number = 0;  ///< of the system, where it could not be read
};

AttributeText read_attribute(const std::filesystem::path& file);

/// Empty where it cannot be read: for names and labels.
std::string attribute_or_empty(const std::filesystem::path& file);

bool is_there(const std::filesystem::path& file);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// What may stand behind the keys of a file that names identities and key files.
#pragma once

#include "yaml/reader.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace coapnode {

inline constexpr std::size_t max_identity_size = 128;  // what RFC 4279 section 5.3 has every implementation take
inline constexpr std::size_t max_file_name_size = 255;

/// The same with complaints that do not repeat the value: by a slip it can be a key, and complaints go to the log.
template <class T>
Reader<T> without_value(Reader<T> reader)
{
    reader.read = [read = std::move(reader.read), expected = reader.expected](const std::string& text) -> Result<T> {
        auto value = read(text);
        if (value) return value;
        return complaint("expected " + expected);
    };
    return reader;
}

Reader<std::string> identity_name();

/// The name of a key file, whether it is there or not.
Reader<std::string> key_file_name();

}  // namespace coapnode

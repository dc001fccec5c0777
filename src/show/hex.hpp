// SPDX-License-Identifier: MIT
/// Bytes in lines of hexadecimal digits.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstddef>
#include <string>

namespace coapnode {

/// `0000  7b 22 61 22 3a 31 7d  {"a":1}`: offset, 16 bytes a line (8 where `width` has no room for 16), and what they
/// are in ASCII.
std::string hex_dump(ByteView bytes, std::size_t width);

}  // namespace coapnode

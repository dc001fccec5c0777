// SPDX-License-Identifier: MIT
#include "show/hex.hpp"

#include "coapnode/core/hex.hpp"

#include <algorithm>

namespace coapnode {

namespace {

std::size_t digits_of(std::size_t largest)
{
    std::size_t count = 4;
    while (largest >> (4 * count) != 0)
        ++count;
    return count;
}

void append_offset(std::string& out, std::size_t offset, std::size_t count)
{
    for (auto shift = 4 * count; shift > 0; shift -= 4)
        out += hex_digit(static_cast<unsigned>(offset >> (shift - 4)));
}

}  // namespace

std::string hex_dump(ByteView bytes, std::size_t width)
{
    if (bytes.empty()) return "";
    const auto offset_digits = digits_of(bytes.size() - 1);
    const auto columns = [&](std::size_t in_line) { return offset_digits + 2 + 4 * in_line + 1; };
    const std::size_t in_line = columns(16) <= width ? 16 : 8;
    std::string out;
    for (std::size_t offset = 0; offset < bytes.size(); offset += in_line) {
        const auto line = bytes.subspan(offset, std::min(in_line, bytes.size() - offset));
        append_offset(out, offset, offset_digits);
        out += ' ';
        for (const auto& byte : line)
            (out += ' ') += to_hex({&byte, 1});
        out.append(3 * (in_line - line.size()) + 2, ' ');
        for (const auto byte : line)
            out += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
        out += '\n';
    }
    return out;
}

}  // namespace coapnode

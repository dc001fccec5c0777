// SPDX-License-Identifier: MIT
#include "coapnode/rest/cbor_source.hpp"

#include <cstddef>

namespace coapnode {

namespace {

constexpr std::uint8_t break_byte = 0xff;

}  // namespace

CborHead CborSource::head()
{
    const auto first = chunk(1);
    if (first.empty()) return {};
    CborHead read{static_cast<CborMajor>(first[0] >> 5), static_cast<std::uint8_t>(first[0] & 0x1fU), 0};
    if (read.information < 24) {
        read.argument = read.information;
    } else if (read.information <= 27) {
        for (const auto byte : chunk(1U << (read.information - 24U)))
            read.argument = read.argument << 8 | byte;
    } else {
        const bool may_be_indefinite = read.major >= CborMajor::byte_string && read.major <= CborMajor::map;
        if (!read.is_indefinite() || !may_be_indefinite) complain(CborFault::malformed);
    }
    return read;
}

ByteView CborSource::chunk(std::uint64_t length)
{
    if (length > rest_.size()) {
        complain(CborFault::malformed);
        return {};
    }
    const auto part = rest_.first(static_cast<std::size_t>(length));
    rest_ = rest_.subspan(part.size());
    return part;
}

void CborSource::complain(CborFault fault)
{
    if (!fault_) fault_ = fault;
    rest_ = {};
}

bool CborSource::takes_break()
{
    const bool is_break = !rest_.empty() && rest_.front() == break_byte;
    if (is_break) rest_ = rest_.subspan(1);
    return is_break;
}

}  // namespace coapnode

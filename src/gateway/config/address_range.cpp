// SPDX-License-Identifier: MIT
#include "gateway/config/config.hpp"

#include <algorithm>

namespace coapnode {

bool contains(const AddressRange& range, const Peer::Address& address)
{
    const auto whole = range.bits / 8;
    const auto rest = range.bits % 8;
    const auto end = range.prefix.begin() + whole;
    if (!std::equal(range.prefix.begin(), end, address.begin())) return false;
    return rest == 0 || (range.prefix[whole] ^ address[whole]) >> (8 - rest) == 0;
}

}  // namespace coapnode

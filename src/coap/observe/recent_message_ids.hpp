// SPDX-License-Identifier: MIT
/// The message IDs of the last notifications. A client may reject any notification with Reset (RFC 7641 section 3.6).
/// When its answer takes longer than the time between two changes, the Reset is for an older one.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace coapnode {

class RecentMessageIds {
public:
    static constexpr std::size_t most = 16;  ///< the oldest is dropped first

    void add(std::uint16_t id) { ids_[added_++ % most] = id; }

    [[nodiscard]] bool contains(std::uint16_t id) const
    {
        const auto* const end = ids_.begin() + std::min(added_, most);
        return std::find(ids_.begin(), end, id) != end;
    }

private:
    std::array<std::uint16_t, most> ids_{};
    std::size_t added_ = 0;
};

}  // namespace coapnode

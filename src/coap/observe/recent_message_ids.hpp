// SPDX-License-Identifier: MIT
/// The message IDs that were used last. A client may reset any notification that it gets (RFC 7641 section 3.6), and
/// when its answer takes longer than the time between two changes, the reset is not of the newest one.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace coapnode {

class RecentMessageIds {
public:
    static constexpr std::size_t most = 16;  ///< the oldest is forgotten first

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

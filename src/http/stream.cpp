// SPDX-License-Identifier: MIT
#include "http/stream.hpp"

#include "http/limits.hpp"

#include <algorithm>
#include <stdexcept>

namespace coapnode::http {

std::size_t Stream::read(HttpWork& work, std::span<char> room)
{
    if (written_ == piece_.size()) {
        piece_.clear();
        written_ = 0;
        if (is_ended_) return 0;
        is_woken_ = false;
        piece_ = work.next();
        if (piece_.size() > HttpWork::largest_piece) throw std::length_error{"a piece of a stream is too large"};
    }
    const auto count = std::min(room.size(), piece_.size() - written_);
    std::copy_n(piece_.begin() + static_cast<std::ptrdiff_t>(written_), count, room.begin());
    written_ += count;
    if (written_ == piece_.size()) {
        piece_ = {};  // also frees its memory, because streams wait for a long time
        written_ = 0;
    }
    return count;
}

}  // namespace coapnode::http

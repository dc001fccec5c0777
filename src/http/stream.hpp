// SPDX-License-Identifier: MIT
/// Writes an endless answer piece by piece. The next piece is requested when the one before is written.
#pragma once

#include "coapnode/http/handler.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace coapnode::http {

class Stream {
public:
    /// Fills `room` from the current piece or from the next one of `work`. Returns the bytes: 0 when there is nothing
    /// until wake() or the end. Throws when `work` returns too much.
    std::size_t read(HttpWork& work, std::span<char> room);

    void wake() { is_woken_ = true; }
    void end() { is_ended_ = true; }

    /// Since next() was last asked: perhaps by itself.
    [[nodiscard]] bool is_woken() const { return is_woken_; }
    /// Whether it has ended and nothing is left to write.
    [[nodiscard]] bool is_over() const { return is_ended_ && written_ == piece_.size(); }

private:
    std::string piece_;
    std::size_t written_ = 0;
    bool is_woken_ = false;
    bool is_ended_ = false;
};

}  // namespace coapnode::http

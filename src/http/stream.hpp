// SPDX-License-Identifier: MIT
/// What is written of an answer without an end: a piece at a time, and the next one is asked for when it is gone.
#pragma once

#include "coapnode/http/handler.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace coapnode::http {

class Stream {
public:
    /// Fills `room` from the piece under way, or of `work`'s next one. Returns how much: 0 when there is nothing until
    /// wake(), or ever. Throws where `work` returns more than it may.
    std::size_t read(HttpWork& work, std::span<char> room);

    void wake() { is_woken_ = true; }
    void end() { is_ended_ = true; }

    /// Since next() was last asked: perhaps by itself.
    [[nodiscard]] bool is_woken() const { return is_woken_; }
    /// And nothing is left to write.
    [[nodiscard]] bool is_over() const { return is_ended_ && written_ == piece_.size(); }

private:
    std::string piece_;
    std::size_t written_ = 0;
    bool is_woken_ = false;
    bool is_ended_ = false;
};

}  // namespace coapnode::http

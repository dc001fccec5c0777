// SPDX-License-Identifier: MIT
/// A mistake in a user's file, and its place.
#pragma once

#include <string>
#include <vector>

namespace coapnode {

/// Line and column count from 1. Both are 0 when the mistake has no place (an unreadable file).
struct Mistake {
    std::string file;
    int line{};
    int column{};
    std::string message;

    bool operator==(const Mistake&) const = default;
};

/// "FILE:LINE:COL: message", or "FILE: message" without a place.
std::string to_string(const Mistake& mistake);

using Mistakes = std::vector<Mistake>;  // in the order of the file

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// "did you mean": the known word that a mistyped one is closest to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// "; did you mean 'interval'?", or nothing where no word is close. Letters inserted, left out, replaced or swapped
/// with their neighbour count one each, another case none; a third of the word may be wrong, and one letter in any
/// case; a word of one or two letters could be anything.
/// Otherwise the only word that begins with what was typed: temp for temperature.
std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& known);

}  // namespace coapnode

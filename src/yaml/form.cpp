// SPDX-License-Identifier: MIT
#include "yaml/form.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// Numbers that differ in their last digits alone: `size` of them from `first` on, a power of ten times the digits that
/// the place before those can have.
struct Block {
    std::uint64_t first{};
    std::uint64_t power = 1;
    unsigned digits = 1;
};

/// The largest block that begins at `first` and does not go beyond `most`.
Block block_from(std::uint64_t first, std::uint64_t most)
{
    Block block{first};
    while (first != 0 && first % (10 * block.power) == 0 && first + 10 * block.power - 1 <= most)
        block.power *= 10;
    const auto digit = first / block.power % 10;
    while (digit + block.digits <= 9 && first + (block.digits + 1) * block.power - 1 <= most)
        ++block.digits;
    return block;
}

std::string pattern_of(const Block& block)
{
    const auto higher = block.first / block.power / 10;
    const auto digit = block.first / block.power % 10;
    auto pattern = (higher > 0 ? std::to_string(higher) : "") + std::to_string(digit);
    if (block.digits > 1) {
        pattern.insert(pattern.size() - 1, "[");
        pattern += '-' + std::to_string(digit + block.digits - 1) + ']';
    }
    const auto rest = std::to_string(block.power).size() - 1;
    if (rest > 0) pattern += "[0-9]";
    return rest > 1 ? pattern + '{' + std::to_string(rest) + '}' : pattern;
}

}  // namespace

std::string pattern_between(std::uint64_t least, std::uint64_t most)
{
    std::string pattern;
    while (least <= most) {
        const auto block = block_from(least, most);
        pattern += (pattern.empty() ? "" : "|") + pattern_of(block);
        least += block.digits * block.power;
    }
    return pattern;
}

std::string alternatives(const std::vector<std::string_view>& words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

}  // namespace coapnode

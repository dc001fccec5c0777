// SPDX-License-Identifier: MIT
#include "yaml/complaint.hpp"

#include "coapnode/core/utf8.hpp"

namespace coapnode {

namespace {

constexpr std::size_t longest_quote = 64;

/// Never cuts a character in two.
std::string_view cut(std::string_view text)
{
    auto size = longest_quote;
    while (size > 0 && is_continuation(text[size]))
        --size;
    return text.substr(0, size);
}

}  // namespace

std::string in_quotes(std::string_view text)
{
    const bool long_text = text.size() > longest_quote;
    std::string quoted{"'"};
    quoted += printable(long_text ? cut(text) : text);
    quoted += long_text ? "...'" : "'";
    return quoted;
}

std::string not_a(std::string_view expected, std::string_view text)
{
    return "expected " + std::string{expected} + ", not " + in_quotes(text);
}

}  // namespace coapnode

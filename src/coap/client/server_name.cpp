// SPDX-License-Identifier: MIT
#include "coap/client/server_name.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace coapnode {

namespace {

/// RFC 1035 section 2.3.4, without the dot at the end.
constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

bool is_letter_digit_or_hyphen(char c)
{
    return is_alphanumeric(c) || c == '-';
}

/// RFC 1123 section 2.1.
bool is_label(std::string_view text)
{
    return !text.empty() && text.size() <= longest_label && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, is_letter_digit_or_hyphen);
}

/// A number as the last label makes it an address, as in 127.1 (RFC 1123 section 2.1).
bool is_host_name(std::string_view name)
{
    if (name.size() > longest_name) return false;
    while (true) {
        const auto dot = name.find('.');
        const auto label = name.substr(0, dot);
        if (!is_label(label)) return false;
        if (dot == std::string_view::npos) return !std::ranges::all_of(label, is_digit);
        name.remove_prefix(dot + 1);
    }
}

}  // namespace

std::string server_name_of(std::string host)
{
    if (host.ends_with('.')) host.pop_back();
    return is_host_name(host) ? host : std::string{};
}

}  // namespace coapnode

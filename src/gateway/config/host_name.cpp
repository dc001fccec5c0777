// SPDX-License-Identifier: MIT
#include "gateway/config/host_name.hpp"

#include "coapnode/core/ip_address.hpp"
#include "yaml/ascii.hpp"
#include "yaml/complaint.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::size_t longest_name = 253;  // RFC 1035 section 2.3.4, as text
constexpr std::size_t longest_label = 63;

bool is_label_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_label(std::string_view text)
{
    return !text.empty() && text.size() <= longest_label && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), is_label_character);
}

bool is_name(std::string_view text)
{
    if (text.empty() || text.size() > longest_name) return false;
    while (text.find('.') != std::string_view::npos) {
        if (!is_label(text.substr(0, text.find('.')))) return false;
        text.remove_prefix(text.find('.') + 1);
    }
    return is_label(text);
}

bool has_more_than_ascii(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

Result<std::string> parse_host_name(std::string_view text)
{
    auto name = in_lower_case(text);
    if (name.ends_with('.')) name.pop_back();  // says that no domain is to be added
    if (parse_address(name)) return complaint("the gateway answers to addresses anyway: list names only");
    if (has_more_than_ascii(name)) return complaint(not_a("a name in ASCII, as browsers send it (xn--...)", text));
    if (!is_name(name)) return complaint(not_a(host_name_form, text));
    return name;
}

std::string host_name_pattern()
{
    const std::string label = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    return R"(^(?!([0-9]{1,3}\.){3}[0-9]{1,3}\.?$)(?=.{1,253}\.?$))" + label + R"((\.)" + label + R"()*\.?$)";
}

}  // namespace coapnode

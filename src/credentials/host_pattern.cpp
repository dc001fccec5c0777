// SPDX-License-Identifier: MIT
#include "credentials/host_pattern.hpp"

#include "coapnode/core/utf8.hpp"
#include "coapnode/uri/coap_uri.hpp"
#include "yaml/ascii.hpp"
#include "yaml/complaint.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr auto expected_host = "expected a host such as pi.local or 192.168.1.*, without coaps:// and without a port";

std::string_view without_brackets(std::string_view text)
{
    const bool has_both = text.starts_with('[') && text.ends_with(']');
    return has_both ? text.substr(1, text.size() - 2) : text;
}

/// As a URI that has it says it.
Result<std::string> canonical_host(std::string_view text)
{
    const bool is_address = std::count(text.begin(), text.end(), ':') > 1;
    if (text.find_first_of(is_address ? "/[]" : ":/[]") != std::string_view::npos) return complaint(expected_host);
    const auto uri = parse_coap_uri("coap://" + std::string{text});
    if (!uri) return complaint(expected_host);
    return uri->zone.empty() ? uri->host : uri->host + '%' + uri->zone;
}

/// "*.local:5684": in an IPv6 address digits stand behind one colon of several.
bool ends_with_port(std::string_view host)
{
    const auto colon = host.find(':');
    return colon != std::string_view::npos && is_digits(host.substr(colon + 1));
}

}  // namespace

bool is_pattern(std::string_view host)
{
    return host.find_first_of("*?") != std::string_view::npos;
}

Result<std::string> host_pattern(std::string_view text)
{
    const auto host = without_brackets(text);
    if (host.empty() || host.size() > max_host_size) return complaint(expected_host);
    if (!is_pattern(host)) return canonical_host(host);
    if (ends_with_port(host)) return complaint(expected_host);
    if (!is_printable(host) || host.find_first_of(" /@[]") != std::string_view::npos) return complaint(expected_host);
    return in_lower_case(host);
}

bool fits_pattern(std::string_view text, std::string_view pattern)
{
    constexpr auto none = std::string_view::npos;
    std::size_t at = 0;       // in the text
    std::size_t in = 0;       // in the pattern
    std::size_t star = none;  // the last * that was met, and what of the text it stands for so far
    std::size_t covered = 0;
    while (at < text.size()) {
        if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            covered = at;
        } else if (in < pattern.size() && (pattern[in] == '?' || pattern[in] == text[at])) {
            ++in;
            ++at;
        } else if (star != none) {
            in = star + 1;
            at = ++covered;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', in) == none;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "config/directory_uri.hpp"

#include "coapnode/core/ascii.hpp"
#include "config/listen.hpp"
#include "yaml/form.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::string_view coap_scheme = "coap://";
constexpr std::string_view default_port = ":5683";

bool is_digit_or_dot(char c)
{
    return is_digit(c) || c == '.';
}

constexpr std::string_view mapped = "::ffff:";  // an IPv4 address in IPv6 (RFC 4291 section 2.5.5.2)

/// Addresses that cannot be those of a directory.
bool is_no_single_host(const std::string& host)
{
    if (host.starts_with(mapped) && host.find('.') != std::string::npos)
        return is_no_single_host(host.substr(mapped.size()));
    if (host == "::" || host == "0.0.0.0" || host == "255.255.255.255") return true;
    if (host.find(':') != std::string::npos) return host.starts_with("ff") && host.find(':') == 4;
    const auto first = std::stoi(host);
    return first >= 224 && first <= 239;
}

Result<Listen> parse_authority(std::string_view text)
{
    const bool bracketed = text.starts_with('[');
    const auto colon = text.rfind(':');
    const auto bracket = text.rfind(']');
    const bool has_port =
        colon != std::string_view::npos && (!bracketed || (bracket != std::string_view::npos && colon > bracket));
    const auto host = has_port ? text.substr(0, colon) : text;
    if (!bracketed && host.find(':') == std::string_view::npos &&
        !std::all_of(host.begin(), host.end(), is_digit_or_dot)) {
        return complaint("give the address of the resource directory, not the name " + in_quotes(host) +
                         ": 'getent ahosts NAME' prints it");
    }
    auto address = parse_listen(has_port ? std::string{text} : std::string{text}.append(default_port), ZoneForm::uri);
    if (!address) return address;
    if (address->port == 0) return complaint(not_a("a port from 1 to 65535", "0"));
    if (is_no_single_host(address->host)) return complaint(not_a("the address of one machine", host));
    return address;
}

/// The segments for Uri-Path options (RFC 7252 section 6.4); "/" alone has no segments. nullopt for an invalid path.
std::optional<std::vector<std::string>> parse_path(std::string_view text)
{
    std::vector<std::string> segments;
    if (text.empty() || text == "/") return segments;
    for (const char c : text) {
        if (!is_alphanumeric(c) && std::string_view{"/-._~!$&'()*+,;=:@"}.find(c) == std::string_view::npos)
            return std::nullopt;
    }
    while (!text.empty()) {
        text.remove_prefix(1);
        const auto end = std::min(text.find('/'), text.size());
        segments.emplace_back(text.substr(0, end));
        if (segments.back() == "." || segments.back() == "..") return std::nullopt;
        text.remove_prefix(end);
    }
    return segments;
}

}  // namespace

std::string directory_uri_pattern()
{
    const std::string no_ipv4_host = R"((?!0\.0\.0\.0[:/]|0\.0\.0\.0$|255\.255\.255\.255|22[4-9]|23[0-9]))";
    const std::string byte = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    const std::string ipv4 = no_ipv4_host + byte + R"((\.)" + byte + "){3}";
    const std::string no_mapped_host =
        R"(::[fF]{4}:([eE][0-9a-fA-F]{3}:|22[4-9]|23[0-9]|0\.0\.0\.0\]|255\.255\.255\.255))";
    const std::string no_ipv6_host = R"((?![0:]+\]|)" + no_mapped_host + "|[fF][fF][0-9a-fA-F]{2}:|[fF][eE][89abAB])";
    const std::string ipv6 = R"(\[)" + no_ipv6_host + R"([0-9a-fA-F:.]*:[0-9a-fA-F:.]*\])";
    const std::string link_local = R"(\[[fF][eE][89abAB][0-9a-fA-F]:[0-9a-fA-F:.]*%(25)?[^ /:%\]]{1,15}\])";
    const std::string port = "(:0*(" + pattern_between(1, last_port) + "))?";
    const std::string path = R"((/[A-Za-z0-9/._~!$&'()*+,;=:@-]*)?)";
    return "^coap://(" + ipv4 + '|' + ipv6 + '|' + link_local + ')' + port + path + '$';
}

Result<DirectoryConfig> parse_directory_uri(std::string_view text)
{
    if (text.size() > max_directory_uri_size) return complaint(not_a(directory_uri_form, text));
    if (text.starts_with("coaps://")) {
        return complaint("coapnode registers over plain CoAP only: write coap:// instead of coaps://");
    }
    if (!text.starts_with(coap_scheme)) return complaint(not_a(directory_uri_form, text));
    const auto rest = text.substr(coap_scheme.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    if (slash == 0) return complaint(not_a(directory_uri_form, text));
    auto address = parse_authority(rest.substr(0, slash));
    if (!address) return fail(address);
    auto path = parse_path(rest.substr(slash));
    if (!path) return complaint(not_a("a path such as /rd after the address", rest.substr(slash)));
    DirectoryConfig directory;
    directory.address = *address;
    directory.path = std::move(*path);
    return directory;
}

}  // namespace coapnode

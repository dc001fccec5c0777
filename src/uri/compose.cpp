// SPDX-License-Identifier: MIT
/// RFC 7252 section 6.5.
#include "coapnode/uri/coap_uri.hpp"
#include "uri/ip_literal.hpp"
#include "uri/percent.hpp"

namespace coapnode {

namespace {

std::string host_text(const CoapUri& uri, std::string_view before_zone)
{
    if (!canonical_ipv6(uri.host)) return percent_encoded(uri.host, literal_in_host);
    const auto zone = uri.zone.empty() ? std::string{} : std::string{before_zone} + percent_encoded(uri.zone, {});
    return '[' + uri.host + zone + ']';
}

}  // namespace

bool CoapUri::is_literal() const
{
    return is_ipv4_literal(host) || canonical_ipv6(host);
}

std::string to_string(const CoapUri& uri)
{
    auto text = (uri.is_secure ? "coaps://" : "coap://") + host_text(uri, "%25");
    if (uri.port != (uri.is_secure ? default_coaps_port : default_coap_port)) text += ':' + std::to_string(uri.port);
    return text + path_and_query(uri.path, uri.query);
}

std::string path_and_query(const std::vector<std::string>& path, const std::vector<std::string>& query)
{
    std::string text;
    for (const auto& segment : path)
        (text += '/') += percent_encoded(segment, literal_in_path);
    if (path.empty()) text += '/';
    char before = '?';
    for (const auto& item : query) {
        text += before + percent_encoded(item, literal_in_query);
        before = '&';
    }
    return text;
}

std::string host_and_port(const CoapUri& uri)
{
    return host_text(uri, "%") + ':' + std::to_string(uri.port);
}

}  // namespace coapnode

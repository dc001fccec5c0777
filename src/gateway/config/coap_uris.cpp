// SPDX-License-Identifier: MIT
#include "gateway/config/coap_uris.hpp"

#include "coapnode/core/ip_address.hpp"
#include "yaml/complaint.hpp"

namespace coapnode {

namespace {

bool is_one_machine(const Peer::Address& address)
{
    for (const auto* const none : {"::", "0.0.0.0", "255.255.255.255"}) {
        if (address == parse_address(none)) return false;
    }
    return !is_multicast(address);
}

Result<void> check_host(const CoapUri& uri)
{
    const auto address = parse_address(uri.host);
    if (!address) return {};
    if (!is_one_machine(*address)) return complaint(not_a("the address of one machine", uri.host));
    if (is_link_local(*address) == !uri.zone.empty()) return {};
    if (!uri.zone.empty()) return complaint("only a link-local address (fe80::) can have an interface: remove the %");
    return complaint("a link-local address needs its interface after it, such as [" + uri.host + "%eth0]");
}

Result<CoapUri> parse_uri(std::string_view text, std::string_view form)
{
    if (text.find("://") == std::string_view::npos) return complaint(not_a(form, text));
    auto uri = parse_coap_uri(text);
    if (!uri) return complaint(uri.error().message);
    if (const auto good = check_host(*uri); !good) return fail(good);
    return uri;
}

constexpr auto host_and_port_pattern = R"((\[[0-9a-fA-F:.]+(%[^\]/?# ]+)?\]|[^/?#@:\[\] ]+)(:[0-9]*)?)";

}  // namespace

Result<CoapUri> parse_node_uri(std::string_view text)
{
    auto uri = parse_uri(text, node_uri_form);
    if (!uri || (uri->path.empty() && uri->query.empty())) return uri;
    CoapUri node = *uri;
    node.path.clear();
    node.query.clear();
    auto text_of_node = to_string(node);
    text_of_node.pop_back();  // the slash
    return complaint("the URI of a node ends after its host: write " + in_quotes(text_of_node));
}

Result<CoapUri> parse_lookup_uri(std::string_view text)
{
    auto uri = parse_uri(text, lookup_uri_form);
    if (!uri) return uri;
    if (uri->is_secure) return complaint("a resource directory is asked over plain CoAP only: write coap://");
    if (!uri->query.empty()) return complaint("the URI of a resource directory has no query: remove the ?");
    return uri;
}

std::string node_uri_pattern()
{
    return "^[cC][oO][aA][pP][sS]?://" + std::string{host_and_port_pattern} + "/?$";
}

std::string lookup_uri_pattern()
{
    return "^[cC][oO][aA][pP]://" + std::string{host_and_port_pattern} + "(/[^?# ]*)?$";
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coap/client/registered_base.hpp"

#include "coap/wire/listen_address.hpp"

#include <vector>

namespace coapnode {

namespace {

bool is_of_one_network_card(const std::string& host)
{
    const bool any = host == "::" || host == "0.0.0.0";
    return !any && !host.starts_with("127.") && host != "::1";
}

/// An address of its own that is listened on, where the way to the directory leads over another one.
std::optional<Listen> standing_alone(const Listen& listen, const coap_address_t& local)
{
    const auto address = to_coap_address(listen);
    if (!address || listen.port == 0 || address->addr.sa.sa_family != local.addr.sa.sa_family) return std::nullopt;
    const auto host = host_text(*address);
    return is_of_one_network_card(host) ? std::optional{Listen{host, listen.port}} : std::nullopt;
}

std::optional<Listen> served(const std::vector<Listen>& all, const coap_address_t& local)
{
    for (const auto& listen : all) {
        auto towards = local;
        coap_address_set_port(&towards, listen.port);
        if (listen.port != 0 && may_receive(listen, towards)) return Listen{host_text(local), listen.port};
    }
    for (const auto& listen : all) {
        if (auto alone = standing_alone(listen, local)) return alone;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> base_towards(const coap_address_t& local, const CoapConfig& coap, const DtlsConfig& dtls)
{
    if (const auto plain = served(coap.listen, local)) return "coap://" + to_string(*plain);
    if (dtls.identities.empty()) return std::nullopt;
    if (const auto secure = served(dtls.listen, local)) return "coaps://" + to_string(*secure);
    return std::nullopt;
}

}  // namespace coapnode

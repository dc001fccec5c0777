// SPDX-License-Identifier: MIT
#include "coap/groups.hpp"

#include "coap/listen_address.hpp"

#include <netinet/in.h>
#include <algorithm>
#include <cstring>
#include <utility>

namespace coapnode {

namespace {

std::set<std::uint16_t> ports_of(const CoapConfig& coap)
{
    std::set<std::uint16_t> ports;
    for (const auto& listen : coap.listen)
        ports.insert(listen.port);
    return ports;
}

/// A link-local group is bound to each interface, the others to all.
std::vector<Listen> addresses_at(std::uint16_t port, const std::vector<Interface>& interfaces)
{
    std::vector<Listen> addresses{{std::string{group_ipv4}, port}, {std::string{group_site_local}, port}};
    for (const auto& interface : interfaces)
        addresses.push_back({std::string{group_link_local} + '%' + interface.name, port});
    return addresses;
}

}  // namespace

Groups::Groups(Scheduler& scheduler, ContextHandler& handler, Log& log)
    : scheduler_{scheduler}, log_{log}, context_{scheduler, handler, limits}
{
}

Groups::~Groups()
{
    // coap_free_context() frees the endpoints with it, and in the right order: messages, sessions, sockets.
    for (auto& endpoint : open_)
        static_cast<void>(endpoint.handle.release());
}

void Groups::serve(const CoapConfig& coap)
{
    if (coap == coap_) return;
    coap_ = coap;
    timer_.reset();
    joined_.clear();
    told_.clear();
    membership_.reset();
    if (!coap.multicast || coap.listen.empty()) return;
    membership_.emplace();
    look();
}

void Groups::look()
{
    const auto interfaces = interfaces_up(coap_.multicast_interfaces);
    for (const auto& interface : interfaces) {
        if (std::find(joined_.begin(), joined_.end(), interface) != joined_.end()) continue;
        for (const auto& failure : membership_->join(interface))
            warn_once(failure);
    }
    for (const auto& name : coap_.multicast_interfaces) {
        const bool is_up = std::any_of(interfaces.begin(), interfaces.end(),
                                       [&](const Interface& interface) { return interface.name == name; });
        if (!is_up) warn_once("multicast: the interface " + name + " is not up");
    }
    if (interfaces != joined_) open_missing(interfaces);
    joined_ = interfaces;
    timer_ = scheduler_.after(look_interval, [this] { look(); });
}

void Groups::open_missing(const std::vector<Interface>& interfaces)
{
    for (const auto port : ports_of(coap_)) {
        for (const auto& address : addresses_at(port, interfaces)) {
            if (is_open(address)) continue;
            auto opened = context_.open_endpoint(address, COAP_PROTO_UDP);
            if (opened) {
                open_.push_back({address, std::move(*opened)});
            } else {
                warn_once("multicast: " + sentence(opened.error()));
            }
        }
    }
}

bool Groups::is_open(const Listen& address) const
{
    return std::any_of(open_.begin(), open_.end(),
                       [&](const Endpoint& endpoint) { return endpoint.listen == address; });
}

void Groups::warn_once(const std::string& sentence)
{
    if (told_.insert(sentence).second) log_.warning(sentence);
}

bool Groups::has(const coap_session_t& session) const
{
    return coap_session_get_context(&session) == &context_.get();
}

bool came_by_multicast(const coap_session_t& session)
{
    const auto& local = *coap_session_get_addr_local(&session);
    if (local.addr.sa.sa_family == AF_INET) return IN_MULTICAST(ntohl(local.addr.sin.sin_addr.s_addr));
    const auto& address = local.addr.sin6.sin6_addr;
    if (!IN6_IS_ADDR_V4MAPPED(&address)) return IN6_IS_ADDR_MULTICAST(&address);
    constexpr std::size_t ipv4_at = 12;
    in_addr mapped{};
    std::memcpy(&mapped, &address.s6_addr[ipv4_at], sizeof mapped);
    return IN_MULTICAST(ntohl(mapped.s_addr));
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coap/server/endpoints.hpp"

#include "coap/wire/listen_address.hpp"
#include "coap/wire/socket_filter.hpp"
#include "coapnode/config/listen_text.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

namespace {

std::string name_of(const Endpoints::Address& address)
{
    return (address.proto == COAP_PROTO_DTLS ? "coaps://" : "coap://") + to_text(served_for(address.listen));
}

std::string name_of(const Endpoints::Endpoint& endpoint)
{
    return name_of(Endpoints::Address{endpoint.address.proto, {endpoint.address.listen.host, endpoint.port}});
}

/// 0 when it cannot be known.
std::uint16_t port_of(int socket)
{
    coap_address_t bound{};
    bound.size = sizeof bound.addr;
    return ::getsockname(socket, &bound.addr.sa, &bound.size) == 0 ? coap_address_get_port(&bound) : std::uint16_t{0};
}

bool holds_port(const std::vector<Endpoints::Endpoint>& open, std::uint16_t port)
{
    return std::any_of(open.begin(), open.end(),
                       [&](const auto& endpoint) { return endpoint.address.listen.port == port; });
}

}  // namespace

Endpoints::Endpoints(Context& plain, Context& secure, Scheduler& scheduler, Log& log)
    : plain_{plain}, secure_{secure}, scheduler_{scheduler}, log_{log}
{
}

Result<Endpoints::Prepared> Endpoints::prepare(std::vector<Address> wanted)
{
    Prepared prepared;
    for (const auto& address : wanted) {
        if (is_open(address)) continue;
        if (const auto done = open(address, prepared); !done) return fail(done);
    }
    prepared.wanted = std::move(wanted);
    return prepared;
}

Result<void> Endpoints::open(const Address& address, Prepared& prepared)
{
    const auto listen = served_for(address.listen);
    const auto state = bind_state(listen);
    if (!state) return fail(state);
    if (*state == BindState::no_such_address) {
        prepared.late.push_back(address);
        return {};
    }
    // A reload may move a port from CoAP to DTLS: both are open until commit().
    const auto port = listen.port;
    if (*state == BindState::in_use && !holds_port(open_, port) && !holds_port(prepared.opened, port)) {
        return port_in_use(listen);
    }
    auto& context = address.proto == COAP_PROTO_DTLS ? secure_ : plain_;
    auto endpoint = context.open_endpoint(listen, address.proto);
    if (!endpoint) return fail(endpoint);
    address.proto == COAP_PROTO_DTLS ? pass_dtls(endpoint->socket) : pass_coap(endpoint->socket);
    prepared.opened.push_back({address, port != 0 ? port : port_of(endpoint->socket), std::move(endpoint->handle)});
    return {};
}

void Endpoints::commit(Prepared prepared)
{
    std::erase_if(open_, [&](const auto& endpoint) {
        return std::find(prepared.wanted.begin(), prepared.wanted.end(), endpoint.address) == prepared.wanted.end();
    });
    std::move(prepared.opened.begin(), prepared.opened.end(), std::back_inserter(open_));
    for (const auto& address : prepared.late) {
        if (std::find(late_.begin(), late_.end(), address) != late_.end()) continue;
        log_.warning(name_of(address), "not serving " + name_of(address) + " yet: this machine has no such address");
    }
    late_ = std::move(prepared.late);
    tell_missing_ipv6();
    wait_for_late();
}

void Endpoints::tell_missing_ipv6()
{
    const bool is_served_otherwise = std::any_of(open_.begin(), open_.end(), [](const Endpoint& endpoint) {
        return served_for(endpoint.address.listen) != endpoint.address.listen;
    });
    if (!is_served_otherwise || missing_ipv6_is_told_) return;
    missing_ipv6_is_told_ = true;
    log_.warning("this machine has no IPv6: [::] is served for IPv4 only");
}

void Endpoints::wait_for_late()
{
    timer_ = late_.empty() ? Timer{} : scheduler_.after(late_interval, [this] { try_late(); });
}

void Endpoints::try_late()
{
    Prepared found;
    for (const auto& address : late_) {
        const auto done = open(address, found);
        if (!done) log_.error(name_of(address), sentence(done.error()) + "; not tried again");
    }
    for (auto& endpoint : found.opened) {
        log_.info(name_of(endpoint), "now serving " + name_of(endpoint));
        open_.push_back(std::move(endpoint));
    }
    const bool is_changed = found.late != late_;
    late_ = std::move(found.late);
    wait_for_late();
    if (is_changed) changes_.emit();
}

std::vector<std::string> Endpoints::names() const
{
    std::vector<std::string> names;
    for (const auto& endpoint : open_)
        names.push_back(name_of(endpoint));
    return names;
}

std::vector<std::string> Endpoints::late_names() const
{
    std::vector<std::string> names;
    for (const auto& address : late_)
        names.push_back(name_of(address));
    return names;
}

bool Endpoints::is_open(const Address& address) const
{
    return std::any_of(open_.begin(), open_.end(), [&](const auto& endpoint) { return endpoint.address == address; });
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coap/client/discovery.hpp"

#include "coap/client/route.hpp"
#include "coap/client/send_request.hpp"

#include <utility>

namespace coapnode {

namespace {

bool is_ipv6(const std::string& address)
{
    return address.find(':') != std::string::npos;
}

/// The scope selects the sending interface, also for groups beyond the link.
void add_place(std::vector<DiscoveryPlace>& places, std::string_view group, const Interface& interface,
               std::uint16_t port)
{
    auto peer = peer_at({std::string{group}, port});
    if (!peer) return;
    peer->scope = interface.index;
    places.push_back({*peer, {}, interface.name});
}

}  // namespace

std::vector<DiscoveryPlace> discovery_places(const std::vector<Interface>& interfaces, std::uint16_t port)
{
    std::vector<DiscoveryPlace> places;
    for (const auto& interface : interfaces) {
        bool has_ipv6 = false;
        for (const auto& address : interface.addresses) {
            if (is_ipv6(address)) {
                has_ipv6 = true;
                continue;
            }
            const auto group = peer_at({std::string{group_ipv4}, port});
            const auto local = peer_at({address, 0});
            if (group && local) places.push_back({*group, *local, interface.name});
        }
        if (!has_ipv6) continue;
        add_place(places, group_link_local, interface, port);
        add_place(places, group_site_local, interface, port);
    }
    return places;
}

/// One session to one group. It is used only once, because libcoap takes the first node that answers as the peer.
struct Discovery::Round final : TransportListener {
    Round(const Discovery& discovery, SessionPtr opened) : asker{discovery}, session{std::move(opened)}
    {
        TransportListener* const as_listener = this;
        coap_session_set_app_data(session.get(), as_listener);
    }
    ~Round() override { coap_session_set_app_data(session.get(), nullptr); }
    Round(const Round&) = delete;
    Round& operator=(const Round&) = delete;

    [[nodiscard]] const Asker* owner() const noexcept override { return &asker; }
    [[nodiscard]] bool fails_with_port() const noexcept override { return false; }
    void on_heard() noexcept override {}
    void on_stray() noexcept override {}
    void on_confirmable(std::uint16_t /*message_id*/) noexcept override {}
    void on_pong() noexcept override {}
    void on_closed() noexcept override {}
    void on_port_closed() noexcept override {}

    const Discovery& asker;
    SessionPtr session;
    Requester::Listening listening;
};

Discovery::Discovery(Requester& requester, const std::vector<DiscoveryPlace>& places, OutgoingRequest request,
                     Found found)
    : requester_{requester}, request_{std::move(request)}, found_{std::move(found)}
{
    for (const auto& place : places)
        ask(place);
}

Discovery::~Discovery() = default;

void Discovery::ask(const DiscoveryPlace& place)
{
    const auto remote = to_coap_address(place.group);
    const auto local = place.local ? to_coap_address(*place.local) : coap_address_t{};
    auto& context = requester_.context().get();
    SessionPtr session{coap_new_client_session(&context, place.local ? &local : nullptr, &remote, COAP_PROTO_UDP)};
    if (!session) return;
    auto round = std::make_unique<Round>(*this, std::move(session));
    const auto token = requester_.new_token();
    round->listening = requester_.listen(*this, token, [this](const Incoming& incoming) { on_incoming(incoming); });
    if (send_request(*round->session, COAP_MESSAGE_NON, token, request_, {}, {})) rounds_.push_back(std::move(round));
}

void Discovery::on_incoming(const Incoming& incoming)
{
    if (!incoming.response || senders_.size() == most_nodes) return;
    if (!senders_.insert(incoming.sender).second) return;
    const auto& received = *incoming.response;
    if (received.block2 && received.block2->more) {
        waiting_.push_back(incoming.sender);
        return fetch_waiting();
    }
    const auto found = found_;
    found({incoming.sender, received.response});
}

void Discovery::fetch_waiting()
{
    while (!waiting_.empty() && fetches_.size() < most_fetches) {
        const auto sender = waiting_.front();
        waiting_.pop_front();
        fetch(sender);
    }
}

void Discovery::fetch(const Peer& sender)
{
    auto session = Session::open(requester_, {sender});
    if (!session) return;
    const auto place = fetches_.insert(fetches_.end(), {std::move(*session), nullptr});
    place->exchange = std::make_unique<ClientExchange>(
        *place->session, request_, ExchangeOptions{},
        [this, place, sender](const Result<IncomingResponse>& result) { on_fetched(place, sender, result); });
}

void Discovery::on_fetched(std::list<Fetch>::iterator which, const Peer& sender, const Result<IncomingResponse>& result)
{
    std::list<Fetch> ended;
    ended.splice(ended.begin(), fetches_, which);
    fetch_waiting();
    const auto found = found_;
    if (result) found({sender, *result});  // `this` may be destroyed now
}

}  // namespace coapnode

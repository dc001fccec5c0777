// SPDX-License-Identifier: MIT
#include "server/fuzz_clients.hpp"

#include "server/fake_network.hpp"
#include "server/reply_checks.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace coapnode {

namespace {

constexpr std::size_t header_size = 4;

/// In a network of its own: what one draws is not counted against the other.
sockaddr_in6 client_address(std::uint8_t network, std::uint16_t port)
{
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = port;
    const std::array<std::uint8_t, 6> mapped{0xff, 0xff, 198, 51, network, 7};
    std::ranges::copy(mapped, &address.sin6_addr.s6_addr[10]);
    return address;
}

void note(FuzzClient& client, const Datagram& message)
{
    constexpr std::size_t most_kept = 8;
    const bool is_answer = message.type == MessageType::ack || message.type == MessageType::rst;
    if (is_answer) CHECK(client.sent.contains(message.message_id));
    client.received.push_front(message);
    if (client.received.size() > most_kept) client.received.pop_back();
}

}  // namespace

FuzzClients::FuzzClients(FuzzNode& node) : node_{node}
{
    clients_[0].address = client_address(100, 1000);
    clients_[1].address = client_address(101, 2000);
}

void FuzzClients::send(FuzzClient& client, Bytes datagram)
{
    if (datagram.size() >= header_size) client.sent.insert(big_endian_16(datagram[2], datagram[3]));
    client.last_sent = datagram;
    FakeNetwork::in_place().deliver(socket_, {client.address, std::move(datagram)});
    node_.turn();
    take_replies();
}

void FuzzClients::take_replies()
{
    for (const auto& sent : FakeNetwork::in_place().take_sent()) {
        auto* const client = owner_of(sent.peer);
        if (client == nullptr) continue;             // to a directory that a new configuration names
        if (sent.bytes.front() >> 6 != 1) continue;  // a DTLS record
        note(*client, check_reply(sent.bytes));
    }
}

FuzzClient* FuzzClients::owner_of(const sockaddr_in6& address)
{
    auto* const found = std::ranges::find_if(clients_, [&](const FuzzClient& client) {
        return std::memcmp(&client.address.sin6_addr, &address.sin6_addr, sizeof address.sin6_addr) == 0;
    });
    return found != clients_.end() ? found : nullptr;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "client/hostile_server.hpp"

#include "server/fake_network.hpp"

#include <array>
#include <utility>

namespace coapnode {

namespace {

constexpr std::uint16_t default_port = 5683;

sockaddr_in6 server_address()
{
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(default_port);
    const std::array<std::uint8_t, 6> mapped{0xff, 0xff, 198, 51, 100, 7};
    std::ranges::copy(mapped, &address.sin6_addr.s6_addr[10]);
    return address;
}

/// Options that mean something to a client, in their order, each with the bytes that the input has for it.
void add_options(Datagram& message, FuzzInput& input)
{
    constexpr std::array<std::uint16_t, 8> numbers{option::etag,           option::observe, 8,
                                                   option::content_format, option::max_age, option::block2,
                                                   option::block1,         option::size2};
    const auto wanted = input.byte();
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        if ((wanted >> index & 1) == 0) continue;
        const auto value = input.take(input.index(5));
        message.options.emplace_back(numbers.at(index), Bytes{value.begin(), value.end()});
    }
}

std::uint8_t code_from(FuzzInput& input)
{
    constexpr std::array<std::uint8_t, 8> likely{0x45, 0x45, 0x44, 0x5f, 0x84, 0x88, 0x8d, 0xa3};
    const auto byte = input.byte();
    return byte < 0xc0 ? likely.at(byte % likely.size()) : input.byte();
}

}  // namespace

void HostileServer::hear()
{
    for (const auto& datagram : network().take_sent()) {
        ++heard_count_;
        heard_.push_front(decoded(datagram.bytes));
        if (heard_.size() > most_kept) heard_.pop_back();
    }
}

std::optional<Datagram> HostileServer::chosen(FuzzInput& input) const
{
    const auto index = input.byte();
    if (heard_.empty()) return std::nullopt;
    return heard_[index % heard_.size()];
}

void HostileServer::answer(FuzzInput& input)
{
    const auto asked = chosen(input);
    if (!asked) return;
    Datagram message;
    const auto shape = input.byte();
    message.type = static_cast<MessageType>(shape % 3);
    message.message_id = message.type == MessageType::ack ? asked->message_id : ++message_id_;
    message.token = (shape & 0x80) != 0 ? "other" : asked->token;
    message.code = code_from(input);
    add_options(message, input);
    const auto payload = input.chunk();
    message.payload = Bytes(payload.begin(), payload.end());
    if ((shape & 0x40) != 0) message.payload.resize(1024, 'x');
    send(encoded(message));
}

void HostileServer::reset(FuzzInput& input)
{
    auto message = chosen(input);
    if (!message) return;
    message->type = MessageType::rst;
    message->code = 0;
    message->token.clear();
    message->options.clear();
    message->payload.clear();
    send(encoded(*message));
}

void HostileServer::send_bytes(FuzzInput& input)
{
    const auto bytes = input.chunk();
    send({bytes.begin(), bytes.end()});
}

void HostileServer::repeat()
{
    if (!last_.empty()) send(last_);
}

void HostileServer::send(Bytes datagram)
{
    last_ = datagram;
    ++sent_count_;
    network().deliver(target_++, {server_address(), std::move(datagram)});
}

}  // namespace coapnode

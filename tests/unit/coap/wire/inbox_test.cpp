// SPDX-License-Identifier: MIT
#include "coap/wire/inbox.hpp"

#include "coap/support/udp_socket.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cerrno>
#include <cstdint>

using namespace coapnode;

namespace {

/// A read as libcoap does it.
struct Read {
    explicit Read(int socket, std::size_t room = Inbox::longest) : bytes(room)
    {
        iovec piece{bytes.data(), bytes.size()};
        message.msg_name = &sender;
        message.msg_namelen = sizeof sender;
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const auto size = ::recvmsg(socket, &message, MSG_DONTWAIT);
        error = size < 0 ? errno : 0;
        bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    }

    Bytes bytes;
    sockaddr_storage sender{};
    alignas(cmsghdr) std::array<std::uint8_t, 64> control{};
    msghdr message{};
    int error = 0;
};

struct Link {
    UdpSocket node;
    UdpSocket client;
    Inbox inbox;

    void send(const Bytes& datagram) const { client.send({"127.0.0.1", node.port()}, datagram); }
    std::size_t fill() { return inbox.fill(node.fd()); }
};

}  // namespace

TEST_CASE("what waits is read at once, in order, and no more than there is room for")
{
    Link link;
    CHECK(link.fill() == 0);
    for (std::uint8_t number = 0; number < Inbox::capacity + 1; ++number)
        link.send({number});
    REQUIRE(link.fill() == Inbox::capacity);
    for (std::uint8_t number = 0; number < Inbox::capacity; ++number) {
        const auto datagram = link.inbox.at(number);
        CHECK(Bytes(datagram.bytes.begin(), datagram.bytes.end()) == Bytes{number});
        CHECK(peer_of(*datagram.sender).port == link.client.port());
    }
    REQUIRE(link.fill() == 1);
    CHECK(link.inbox.at(0).bytes[0] == Inbox::capacity);
}

TEST_CASE("a read finds the datagram whose turn it is, once")
{
    Link link;
    link.send({1});
    link.send({2, 2});
    REQUIRE(link.fill() == 2);
    for (const std::size_t index : {1U, 0U}) {
        const Inbox::Turn turn{link.inbox, index};
        const Read first{link.node.fd()};
        CHECK(first.bytes.size() == index + 1);
        CHECK(peer_of(reinterpret_cast<const sockaddr&>(first.sender)).port == link.client.port());
        const Read second{link.node.fd()};
        CHECK(second.bytes.empty());
        CHECK(second.error == EAGAIN);
    }
}

TEST_CASE("a read gets what it has room for, and the address that the datagram was sent to")
{
    Link link;
    const int on = 1;
    REQUIRE(::setsockopt(link.node.fd(), IPPROTO_IP, IP_PKTINFO, &on, sizeof on) == 0);
    link.send({1, 2, 3});
    link.send(Bytes(Inbox::longest + 1));
    REQUIRE(link.fill() == 2);
    CHECK(link.inbox.at(1).bytes.size() == Inbox::longest);

    const Inbox::Turn turn{link.inbox, 0};
    Read read{link.node.fd(), 2};
    CHECK(read.bytes == Bytes{1, 2});
    const auto* const header = CMSG_FIRSTHDR(&read.message);
    REQUIRE(header != nullptr);
    CHECK(header->cmsg_type == IP_PKTINFO);
}

TEST_CASE("without a turn, and from another socket, a read is the kernel's")
{
    Link link;
    const Link other;
    link.send({1});
    other.send({2});
    CHECK(Read{link.node.fd()}.bytes == Bytes{1});

    link.send({1});
    REQUIRE(link.fill() == 1);
    const Inbox::Turn turn{link.inbox, 0};
    CHECK(Read{other.node.fd()}.bytes == Bytes{2});
}

// SPDX-License-Identifier: MIT
/// The C library's functions that receive and send datagrams.
#include "server/fake_address.hpp"
#include "server/fake_network.hpp"

#include <cerrno>
#include <utility>

using coapnode::failing_with;
using coapnode::FakeDatagram;
using coapnode::FakeNetwork;
using coapnode::FakeSocket;
using coapnode::network;

namespace {

/// To which of its addresses a datagram came (ip(7), IP_PKTINFO): libcoap keeps sessions by it.
void put_packet_info(const FakeSocket& socket, msghdr& message)
{
    in6_pktinfo ipv6{socket.local.sin6_addr, 1};
    in_pktinfo ipv4{};
    ipv4.ipi_ifindex = 1;
    std::memcpy(&ipv4.ipi_spec_dst, &socket.local.sin6_addr.s6_addr[12], sizeof ipv4.ipi_spec_dst);
    ipv4.ipi_addr = ipv4.ipi_spec_dst;
    const bool is_ipv6 = socket.family == AF_INET6;
    const std::size_t size = is_ipv6 ? sizeof ipv6 : sizeof ipv4;
    auto* const header = CMSG_FIRSTHDR(&message);
    if (header == nullptr || message.msg_controllen < CMSG_SPACE(size)) return;
    header->cmsg_level = is_ipv6 ? IPPROTO_IPV6 : IPPROTO_IP;
    header->cmsg_type = is_ipv6 ? IPV6_PKTINFO : IP_PKTINFO;
    header->cmsg_len = CMSG_LEN(size);
    std::memcpy(CMSG_DATA(header), is_ipv6 ? static_cast<const void*>(&ipv6) : &ipv4, size);
    message.msg_controllen = CMSG_SPACE(size);
}

}  // namespace

extern "C" {

ssize_t recvfrom(int fd, void* into, size_t size, int flags, sockaddr* from, socklen_t* from_size)
{
    auto* const socket = network().socket(fd);
    if (socket == nullptr) return failing_with(EBADF);
    if (socket->inbox.empty()) return failing_with(EAGAIN);
    const auto& first = socket->inbox.front();
    const auto length = first.bytes.size();
    if (length > 0) std::memcpy(into, first.bytes.data(), std::min(size, length));
    if (from != nullptr) coapnode::put_address(*socket, first.peer, from, *from_size);
    if ((flags & MSG_PEEK) == 0) socket->inbox.pop_front();
    return static_cast<ssize_t>((flags & MSG_TRUNC) != 0 ? length : std::min(size, length));
}

ssize_t recv(int fd, void* into, size_t size, int flags)
{
    return ::recvfrom(fd, into, size, flags, nullptr, nullptr);
}

/// The program's own recvmsg() gives libcoap what this one has read (inbox.hpp).
int recvmmsg(int fd, mmsghdr* messages, unsigned most, int flags, timespec* /*timeout*/)
{
    auto* const socket = network().socket(fd);
    if (socket == nullptr) return failing_with(EBADF);
    unsigned count = 0;
    for (; count < most && !socket->inbox.empty(); ++count) {
        auto& message = messages[count].msg_hdr;
        put_packet_info(*socket, message);
        messages[count].msg_len =
            static_cast<unsigned>(::recvfrom(fd, message.msg_iov->iov_base, message.msg_iov->iov_len, flags,
                                             static_cast<sockaddr*>(message.msg_name), &message.msg_namelen));
    }
    return count > 0 ? static_cast<int>(count) : failing_with(EAGAIN);
}

ssize_t send(int fd, const void* bytes, size_t size, int /*flags*/)
{
    if (network().socket(fd) == nullptr) return failing_with(EBADF);
    const auto* const from = static_cast<const std::uint8_t*>(bytes);
    network().note_sent({{}, {from, from + size}});
    return static_cast<ssize_t>(size);
}

ssize_t sendmsg(int fd, const msghdr* message, int /*flags*/)
{
    if (network().socket(fd) == nullptr) return failing_with(EBADF);
    FakeDatagram datagram{coapnode::as_ipv6(message->msg_name), {}};
    for (std::size_t i = 0; i < message->msg_iovlen; ++i) {
        const auto* const from = static_cast<const std::uint8_t*>(message->msg_iov[i].iov_base);
        datagram.bytes.insert(datagram.bytes.end(), from, from + message->msg_iov[i].iov_len);
    }
    const auto size = static_cast<ssize_t>(datagram.bytes.size());
    network().note_sent(std::move(datagram));
    return size;
}

}  // extern "C"

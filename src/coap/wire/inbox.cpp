// SPDX-License-Identifier: MIT
#include "coap/wire/inbox.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace coapnode {

namespace {

/// The datagram whose turn it is.
struct Waiting {
    const Inbox* inbox{};
    std::size_t index{};
};

/// libcoap's call of recvmsg() carries nothing but the socket. Other threads read from sockets of their own.
Waiting& waiting()
{
    thread_local Waiting of_thread;
    return of_thread;
}

}  // namespace

Inbox::Inbox()
{
    for (std::size_t i = 0; i < capacity; ++i)
        slots_[i].piece = {slots_[i].bytes.data(), slots_[i].bytes.size()};
}

std::size_t Inbox::fill(int socket)
{
    socket_ = socket;
    for (std::size_t i = 0; i < used_; ++i)
        prepare(i);
    const int count = ::recvmmsg(socket, headers_.data(), capacity, MSG_DONTWAIT, nullptr);
    used_ = static_cast<std::size_t>(std::max(count, 0));
    return used_;
}

void Inbox::prepare(std::size_t index)
{
    auto& slot = slots_[index];
    headers_[index].msg_hdr = {.msg_name = &slot.sender,
                               .msg_namelen = sizeof slot.sender,
                               .msg_iov = &slot.piece,
                               .msg_iovlen = 1,
                               .msg_control = slot.control.data(),
                               .msg_controllen = slot.control.size(),
                               .msg_flags = 0};
}

ReceivedDatagram Inbox::at(std::size_t index) const
{
    const auto& slot = slots_[index];
    return {{slot.bytes.data(), headers_[index].msg_len}, reinterpret_cast<const sockaddr*>(&slot.sender)};
}

Inbox::Turn::Turn(const Inbox& inbox, std::size_t index)
{
    waiting() = {&inbox, index};
}

Inbox::Turn::~Turn()
{
    waiting() = {};
}

bool Inbox::has_turn()
{
    return waiting().inbox != nullptr;
}

ssize_t Inbox::receive(int socket, msghdr& message, int flags)
{
    auto& [inbox, index] = waiting();
    if (inbox == nullptr || inbox->socket_ != socket) return ::syscall(SYS_recvmsg, socket, &message, flags);
    return inbox->copy(std::exchange(index, capacity), message);
}

ssize_t Inbox::copy(std::size_t index, msghdr& message) const
{
    if (index >= capacity) {
        errno = EAGAIN;
        return -1;
    }
    const auto& received = headers_[index].msg_hdr;
    const auto bytes = at(index).bytes;
    const auto& room = *message.msg_iov;
    const auto size = std::min(bytes.size(), room.iov_len);
    std::memcpy(room.iov_base, bytes.data(), size);
    message.msg_namelen = std::min(received.msg_namelen, message.msg_namelen);
    std::memcpy(message.msg_name, received.msg_name, message.msg_namelen);
    message.msg_controllen = std::min(received.msg_controllen, message.msg_controllen);
    std::memcpy(message.msg_control, received.msg_control, message.msg_controllen);
    message.msg_flags = received.msg_flags;
    return static_cast<ssize_t>(size);
}

}  // namespace coapnode

extern "C" [[gnu::visibility("default")]] ssize_t recvmsg(int socket, msghdr* message, int flags)
{
    return coapnode::Inbox::receive(socket, *message, flags);
}

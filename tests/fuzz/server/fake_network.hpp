// SPDX-License-Identifier: MIT
/// UDP without the kernel. The functions of the C library through which libcoap and the node reach sockets, epoll and
/// timerfd end here (fake_network.cpp): no datagram leaves the process, no address is taken, and nothing costs a system
/// call.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "server/socket_program.hpp"

#include <netinet/in.h>

#include <cerrno>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace coapnode {

struct FakeDatagram {
    sockaddr_in6 peer{};  ///< IPv4 as ::ffff:192.0.2.1
    Bytes bytes;
};

struct FakeSocket {
    int family = AF_INET6;
    sockaddr_in6 local{};
    SocketProgram filter;
    std::deque<FakeDatagram> inbox;
};

struct FakeEpoll {
    std::map<int, std::uint64_t> data;  ///< by descriptor
};

class FakeNetwork {
public:
    /// Descriptors from here on are ours.
    static constexpr int first_descriptor = 1'000'000;

    /// The C functions have no argument to carry it in.
    static FakeNetwork& in_place();

    [[nodiscard]] static bool is_ours(int fd) { return fd >= first_descriptor; }

    int open_socket(int family);
    int open_epoll();
    int open_timer() { return ++last_descriptor_; }
    void close(int fd);

    FakeSocket* socket(int fd);
    FakeEpoll* epoll(int fd);
    /// Whether another socket has the port.
    [[nodiscard]] bool is_taken(const sockaddr_in6& local) const;

    /// To the `index`-th of the sockets that an epoll descriptor watches, if its filter lets it through.
    void deliver(std::size_t index, FakeDatagram datagram);
    [[nodiscard]] bool is_readable(int epoll_fd);

    void note_sent(FakeDatagram datagram) { sent_.push_back(std::move(datagram)); }
    std::vector<FakeDatagram> take_sent() { return std::exchange(sent_, {}); }

private:
    std::map<int, FakeSocket> sockets_;
    std::map<int, FakeEpoll> epolls_;
    std::vector<FakeDatagram> sent_;
    int last_descriptor_ = first_descriptor;
};

/// For the C functions.
inline FakeNetwork& network()
{
    return FakeNetwork::in_place();
}

inline int failing_with(int error)
{
    errno = error;
    return -1;
}

}  // namespace coapnode

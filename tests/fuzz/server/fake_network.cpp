// SPDX-License-Identifier: MIT
#include "server/fake_network.hpp"

#include "coap/wire/watched.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coapnode {

FakeNetwork& FakeNetwork::in_place()
{
    static FakeNetwork network;
    return network;
}

int FakeNetwork::open_socket(int family)
{
    sockets_[++last_descriptor_].family = family;
    return last_descriptor_;
}

int FakeNetwork::open_epoll()
{
    epolls_.try_emplace(++last_descriptor_);
    return last_descriptor_;
}

void FakeNetwork::close(int fd)
{
    sockets_.erase(fd);
    epolls_.erase(fd);
    for (auto& [number, epoll] : epolls_)
        epoll.data.erase(fd);
    if (sockets_.empty() && epolls_.empty()) last_descriptor_ = first_descriptor;
}

FakeSocket* FakeNetwork::socket(int fd)
{
    const auto found = sockets_.find(fd);
    return found != sockets_.end() ? &found->second : nullptr;
}

FakeEpoll* FakeNetwork::epoll(int fd)
{
    const auto found = epolls_.find(fd);
    return found != epolls_.end() ? &found->second : nullptr;
}

bool FakeNetwork::is_taken(const sockaddr_in6& local) const
{
    return std::ranges::any_of(sockets_,
                               [&](const auto& entry) { return entry.second.local.sin6_port == local.sin6_port; });
}

void FakeNetwork::deliver(std::size_t index, FakeDatagram datagram)
{
    std::vector<FakeSocket*> watched;
    for (auto& [number, epoll] : epolls_) {
        for (const auto& [fd, data] : epoll.data) {
            if (auto* const found = socket(fd)) watched.push_back(found);
        }
    }
    if (watched.empty()) return;
    auto& to = *watched[index % watched.size()];
    constexpr std::size_t udp_header = 8;
    Bytes seen(udp_header);
    seen.insert(seen.end(), datagram.bytes.begin(), datagram.bytes.end());
    if (to.filter.passes(seen)) to.inbox.push_back(std::move(datagram));
}

bool FakeNetwork::is_readable(int epoll_fd)
{
    const auto* const watching = epoll(epoll_fd);
    return watching != nullptr && std::ranges::any_of(watching->data, [&](const auto& entry) {
               const auto* const found = socket(entry.first);
               return found != nullptr && !found->inbox.empty();
           });
}

/// In place of the one that asks /proc (src/coap/wire/watched.cpp).
std::map<std::uint64_t, int> watched_by(int epoll_fd)
{
    std::map<std::uint64_t, int> watched;
    if (const auto* const epoll = FakeNetwork::in_place().epoll(epoll_fd)) {
        for (const auto& [fd, data] : epoll->data)
            watched.emplace(data, fd);
    }
    return watched;
}

}  // namespace coapnode

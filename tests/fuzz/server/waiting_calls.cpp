// SPDX-License-Identifier: MIT
/// The C library's functions that wait for something: nobody waits here.
#include "server/fake_network.hpp"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>

using coapnode::failing_with;
using coapnode::FakeNetwork;
using coapnode::network;

extern "C" {

int epoll_create1(int /*flags*/) noexcept
{
    return network().open_epoll();
}

int epoll_ctl(int epoll_fd, int operation, int fd, epoll_event* event) noexcept
{
    auto* const epoll = network().epoll(epoll_fd);
    if (epoll == nullptr) return failing_with(EBADF);
    if (operation == EPOLL_CTL_DEL) {
        epoll->data.erase(fd);
    } else {
        epoll->data[fd] = event->data.u64;
    }
    return 0;
}

int epoll_wait(int epoll_fd, epoll_event* events, int most, int /*milliseconds*/)
{
    const auto* const epoll = network().epoll(epoll_fd);
    if (epoll == nullptr) return failing_with(EBADF);
    int count = 0;
    for (const auto& [fd, data] : epoll->data) {
        const auto* const socket = network().socket(fd);
        if (count == most || socket == nullptr || socket->inbox.empty()) continue;
        events[count].events = EPOLLIN;
        events[count++].data.u64 = data;
    }
    return count;
}

/// Nothing comes while somebody waits.
int poll(pollfd* polled, nfds_t count, int milliseconds)
{
    if (count > 0 && FakeNetwork::is_ours(polled->fd)) return 0;
    return static_cast<int>(::syscall(SYS_poll, polled, count, milliseconds));
}

int timerfd_create(clockid_t /*clock*/, int /*flags*/) noexcept
{
    return network().open_timer();
}

/// Never fires: the node keeps a timer of its own beside libcoap's (context.cpp).
int timerfd_settime(int /*fd*/, int /*flags*/, const itimerspec* /*next*/, itimerspec* /*before*/) noexcept
{
    return 0;
}

}  // extern "C"

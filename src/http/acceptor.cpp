// SPDX-License-Identifier: MIT
#include "http/acceptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <cerrno>
#include <cstring>
#include <utility>

namespace coapnode::http {

namespace {

/// Returns the descriptor unchanged when the process may not have such a high one.
FileDescriptor moved_up(FileDescriptor low)
{
    FileDescriptor high{::fcntl(low.get(), F_DUPFD_CLOEXEC, Acceptor::least_descriptor)};
    return high.is_open() ? std::move(high) : std::move(low);
}

/// Errors of one client or of the network (accept(2)): the next client may be waiting.
bool is_of_one_client(int error)
{
    switch (error) {
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
    case EBADF:
    case EINVAL:
        return false;
    default:
        return true;
    }
}

}  // namespace

Acceptor::Acceptor(Scheduler& scheduler, WatchReadable watch, Log& log, ListenSocket socket, Arrived arrived)
    : scheduler_{scheduler},
      watch_readable_{std::move(watch)},
      log_{log},
      socket_{std::move(socket)},
      arrived_{std::move(arrived)}
{
    this->watch();
}

void Acceptor::watch()
{
    watch_ = watch_readable_(socket_.fd.get(), [this] { accept_some(); });
}

void Acceptor::accept_some()
{
    for (int accepted = 0; accepted < most_a_turn; ++accepted) {
        SocketAddress peer;
        FileDescriptor fd{::accept4(socket_.fd.get(), peer.get(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC)};
        if (fd.is_open()) {
            arrived_(moved_up(std::move(fd)), peer);
            continue;
        }
        const int error = errno;
        if (error == EAGAIN) return;
        if (!is_of_one_client(error)) return rest(error);
    }
}

void Acceptor::rest(int error)
{
    log_.warning("http", "cannot accept HTTP connections for now: " + std::string{std::strerror(error)});
    timer_ = scheduler_.after(pause, [this] { watch(); });
    watch_.reset();
}

}  // namespace coapnode::http

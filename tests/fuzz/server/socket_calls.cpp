// SPDX-License-Identifier: MIT
/// The C library's functions that open and set up sockets, for everything in this program: descriptors of the fake
/// network are served here, all others by the kernel.
#include "server/fake_address.hpp"
#include "server/fake_network.hpp"

#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

using coapnode::failing_with;
using coapnode::FakeNetwork;
using coapnode::network;

extern "C" {

int socket(int family, int /*type*/, int /*protocol*/) noexcept
{
    const bool is_internet = family == AF_INET || family == AF_INET6;
    return is_internet ? network().open_socket(family) : failing_with(EAFNOSUPPORT);
}

int bind(int fd, const sockaddr* address, socklen_t /*size*/) noexcept
{
    auto* const socket = network().socket(fd);
    if (socket == nullptr) return failing_with(EBADF);
    const auto local = coapnode::as_ipv6(address);
    if (network().is_taken(local)) return failing_with(EADDRINUSE);
    socket->local = local;
    return 0;
}

int connect(int fd, const sockaddr* /*address*/, socklen_t /*size*/)
{
    return network().socket(fd) != nullptr ? 0 : failing_with(EBADF);
}

int setsockopt(int fd, int level, int name, const void* value, socklen_t /*size*/) noexcept
{
    auto* const socket = network().socket(fd);
    if (socket == nullptr) return failing_with(EBADF);
    if (level == SOL_SOCKET && name == SO_ATTACH_FILTER) {
        const auto& program = *static_cast<const sock_fprog*>(value);
        socket->filter = coapnode::SocketProgram{{program.filter, program.filter + program.len}};
    }
    return 0;
}

int getsockname(int fd, sockaddr* address, socklen_t* size) noexcept
{
    const auto* const socket = network().socket(fd);
    if (socket == nullptr) return failing_with(EBADF);
    coapnode::put_address(*socket, socket->local, address, *size);
    return 0;
}

int ioctl(int fd, unsigned long request, ...) noexcept
{
    if (FakeNetwork::is_ours(fd)) return 0;
    va_list more;
    va_start(more, request);
    void* const argument = va_arg(more, void*);
    va_end(more);
    return static_cast<int>(::syscall(SYS_ioctl, fd, request, argument));
}

int close(int fd)
{
    if (!FakeNetwork::is_ours(fd)) return static_cast<int>(::syscall(SYS_close, fd));
    network().close(fd);
    return 0;
}

ssize_t read(int fd, void* into, size_t size)
{
    return FakeNetwork::is_ours(fd) ? failing_with(EAGAIN) : ::syscall(SYS_read, fd, into, size);
}

}  // extern "C"

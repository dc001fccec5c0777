// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/machine.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "gateway/config/pem_file.hpp"
#include "http/socket_address.hpp"
#include "yaml/text_file.hpp"

#include <sys/resource.h>
#include <sys/socket.h>

namespace coapnode {

namespace {

/// Connects to `listen`. For UDP this only chooses an address, and nothing is sent.
FileDescriptor connected(int type, const Listen& listen)
{
    const auto address = http::to_socket_address(listen);
    if (!address) return FileDescriptor{};
    FileDescriptor fd{::socket(address->storage.ss_family, type | SOCK_CLOEXEC, 0)};
    if (!fd.is_open() || ::connect(fd.get(), address->get(), address->size) != 0) return FileDescriptor{};
    return fd;
}

}  // namespace

void allow_many_descriptors()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::optional<Peer::Address> own_address()
{
    for (const char* const elsewhere : {"192.0.2.1", "2001:db8::1"}) {  // for documentation: no machine has them
        const auto fd = connected(SOCK_DGRAM, {elsewhere, 9});
        if (fd.is_open()) return http::to_peer(http::bound_address(fd.get())).address;
    }
    return std::nullopt;
}

bool is_listened_to(const Listen& listen)
{
    return connected(SOCK_STREAM, listen).is_open();
}

Result<std::string> read_machine_file(const std::filesystem::path& file)
{
    auto content = read_text_file(file, max_pem_file_size);
    if (!content) return fail(Errc::bad_input, file.string() + ' ' + content.error().message);
    return std::move(content->text);
}

}  // namespace coapnode

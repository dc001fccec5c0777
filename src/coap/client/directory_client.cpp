// SPDX-License-Identifier: MIT
#include "coap/client/directory_client.hpp"

#include "coap/client/directory_exchange.hpp"
#include "coap/client/registered_base.hpp"
#include "coap/wire/listen_address.hpp"
#include "coapnode/core/file_descriptor.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace coapnode {

namespace {

constexpr auto no_way = "this machine has no way to it: is the network up?";

/// This machine's address on the way to `directory`: connecting a UDP socket sends nothing.
std::optional<coap_address_t> address_towards(const coap_address_t& directory)
{
    const FileDescriptor socket{::socket(directory.addr.sa.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!socket.is_open() || ::connect(socket.get(), &directory.addr.sa, directory.size) != 0) return std::nullopt;
    coap_address_t local{};
    coap_address_init(&local);
    local.size = sizeof local.addr;
    if (::getsockname(socket.get(), &local.addr.sa, &local.size) != 0) return std::nullopt;
    return local;
}

}  // namespace

DirectoryClient::DirectoryClient(Scheduler& scheduler, WatchReadable watch, Listen directory)
    : scheduler_{scheduler}, watch_{std::move(watch)}, directory_{std::move(directory)}
{
}

DirectoryClient::~DirectoryClient() = default;

void DirectoryClient::serve(const CoapConfig& coap, const DtlsConfig& dtls)
{
    coap_ = coap;
    dtls_.listen = dtls.listen;
    dtls_.identities.resize(dtls.identities.empty() ? 0 : 1);  // whether there is one; no copies of keys
}

DirectoryResult<std::string> DirectoryClient::base() const
{
    const auto directory = to_coap_address(directory_);
    const auto local = directory ? address_towards(*directory) : std::nullopt;
    if (!local) return tl::unexpected{std::string{no_way}};
    if (auto base = base_towards(*local, coap_, dtls_)) return *base;
    return tl::unexpected{std::string{"nothing is served at an address that its clients could reach: see listen:"}};
}

void DirectoryClient::ask(const DirectoryRequest& request, Answer answer)
{
    drop();
    const auto directory = to_coap_address(directory_);
    answer_ = std::move(answer);
    if (!directory) {  // its interface went a moment ago
        no_way_ = scheduler_.after(Duration::zero(), [this] { finish(tl::unexpected{std::string{no_way}}); });
        return;
    }
    exchange_ = std::make_unique<DirectoryExchange>(scheduler_, *directory, request,
                                                    [this](const auto& reply) { finish(reply); });
    auto* const exchange = exchange_.get();
    exchange->watched(watch_(exchange->fd(), [exchange] { exchange->process(); }));
    exchange->start(answer_timeout);
}

void DirectoryClient::finish(const DirectoryResult<DirectoryReply>& reply)
{
    const auto answer = std::move(answer_);
    drop();
    answer(reply);
}

void DirectoryClient::drop()
{
    answer_ = nullptr;
    no_way_.reset();
    exchange_.reset();
}

void DirectoryClient::wait(Duration patience)
{
    const auto end = scheduler_.now() + patience;
    while (exchange_) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - scheduler_.now());
        pollfd watched{exchange_->fd(), POLLIN, 0};
        if (left <= Duration::zero() || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0) return;
        exchange_->process();
    }
}

void DirectoryClient::send(const DirectoryRequest& request)
{
    const auto directory = to_coap_address(directory_);
    if (!directory) return;
    DirectoryExchange{scheduler_, *directory, request, {}}.send_once();
}

}  // namespace coapnode

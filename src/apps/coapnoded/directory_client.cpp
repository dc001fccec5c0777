// SPDX-License-Identifier: MIT
#include "apps/coapnoded/directory_client.hpp"

#include "coap/client/route.hpp"
#include "directory/registered_base.hpp"

#include <poll.h>

#include <utility>

namespace coapnode {

struct DirectoryClient::Line {
    Line(Scheduler& scheduler, const WatchReadable& watch) : requester{scheduler, watch, 0} {}

    Requester requester;
    std::unique_ptr<Session> session;
    std::unique_ptr<ClientExchange> exchange;
};

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

Result<std::string> DirectoryClient::base() const
{
    const auto local = peer_at(directory_).and_then(local_towards);
    if (!local) return fail(local);
    if (auto base = base_towards(local->address, coap_, dtls_)) return *base;
    return fail(Errc::cannot_listen, "listen: has no address that other machines can reach");
}

Result<std::unique_ptr<DirectoryClient::Line>> DirectoryClient::open() const
{
    const auto directory = peer_at(directory_);
    if (!directory) return fail(directory);
    auto line = std::make_unique<Line>(scheduler_, watch_);
    auto session = Session::open(line->requester, {*directory});
    if (!session) return fail(session);
    line->session = std::move(*session);
    return line;
}

void DirectoryClient::ask(const OutgoingRequest& request, Answer answer)
{
    drop();
    answer_ = std::move(answer);
    auto line = open();
    if (!line) {  // its interface has just disappeared
        soon_ = scheduler_.after(Duration::zero(), [this, error = line.error()] { answer_with(Failure{error}); });
        return;
    }
    line_ = std::move(*line);
    ExchangeOptions options;
    options.timeout = answer_timeout;
    options.largest_answer = max_reply_size;
    line_->exchange = std::make_unique<ClientExchange>(*line_->session, request, options,
                                                       [this](const auto& reply) { answer_with(reply); });
}

void DirectoryClient::answer_with(const Result<IncomingResponse>& reply)
{
    const auto answer = std::move(answer_);
    drop();
    answer(reply);
}

void DirectoryClient::drop()
{
    answer_ = nullptr;
    soon_.reset();
    line_.reset();
}

void DirectoryClient::wait(Duration patience)
{
    const auto end = scheduler_.now() + patience;
    while (line_) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - scheduler_.now());
        pollfd watched{line_->requester.fd(), POLLIN, 0};
        if (left <= Duration::zero() || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0) return;
        line_->requester.process();
    }
}

void DirectoryClient::send(const OutgoingRequest& request)
{
    const auto line = open();
    if (!line) return;
    auto& session = *(*line)->session;
    static_cast<void>(
        session.send(Session::Reliability::non_confirmable, session.new_token(), request, {}, request.payload));
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coap/client/session.hpp"

#include "coap/client/send_request.hpp"

#include <utility>

namespace coapnode {

Result<std::unique_ptr<Session>> Session::open(Requester& requester, Destination destination)
{
    std::unique_ptr<Session> session{new Session{requester, std::move(destination)}};
    if (auto opened = session->open_transport(); !opened) return fail(opened);
    return session;
}

Session::Session(Requester& requester, Destination destination)
    : requester_{requester}, destination_{std::move(destination)}, turns_{requester.scheduler()}
{
}

Session::~Session() = default;

Result<void> Session::open_transport()
{
    auto opened = Transport::open(requester_, destination_, this, [this] { on_transport_changed(); });
    if (!opened) return fail(opened);
    recovery_.reset();  // it watches the transport
    transport_ = std::move(*opened);
    return {};
}

Result<void> Session::send(Reliability reliability, const Token& token, const OutgoingRequest& request,
                           const RequestTransfer& transfer, ByteView payload)
{
    if (has_failed()) {
        is_second_try_ = false;
        if (auto opened = open_transport(); !opened) return opened;
    }
    if (is_ready()) return send_now(reliability, token, request, transfer, payload);
    forget_stale();
    if (put_off_.size() == most_put_off) return fail(Errc::busy, "too many requests wait for the DTLS handshake");
    put_off_.push_back({reliability, token, request, transfer, {payload.begin(), payload.end()}});
    return {};
}

Result<void> Session::send_now(Reliability reliability, const Token& token, const OutgoingRequest& request,
                               const RequestTransfer& transfer, ByteView payload)
{
    const auto type = reliability == Reliability::confirmable ? COAP_MESSAGE_CON : COAP_MESSAGE_NON;
    auto& session = transport_->get();
    auto sent = send_past_refusal(requester_, session,
                                  [&] { return send_request(session, type, token, request, transfer, payload); });
    requester_.context().sent_one();
    return sent;
}

/// A cancelled request must not be sent later.
void Session::forget_stale()
{
    std::erase_if(put_off_, [this](const PutOff& message) { return !requester_.is_awaited(message.token); });
}

void Session::send_put_off()
{
    forget_stale();
    for (const auto& [reliability, token, request, transfer, payload] : std::exchange(put_off_, {})) {
        const auto sent = send_now(reliability, token, request, transfer, payload);
        if (!sent) requester_.fail_all(*this, sent.error());
    }
}

Requester::Listening Session::listen(const Token& token, Requester::Receive receive, std::function<void()> acknowledged)
{
    return requester_.listen(*this, token, std::move(receive), std::move(acknowledged));
}

Error Session::trouble_since(std::uint64_t before) const
{
    const auto error = trouble();
    const bool is_late = error == Errc::silent && is_ready() && heard() != before;
    return is_late ? Error{Errc::late, "it is running, but did not answer in time"} : error;
}

void Session::doubt()
{
    if (!is_secure() || !is_ready() || recovery_) return;
    recovery_ = std::make_unique<Recovery>(requester_, *transport_, destination_, this,
                                           [this](Recovery::Outcome outcome) { on_recovery(outcome); });
}

void Session::ping()
{
    if (is_ready()) transport_->ping();
}

void Session::on_transport_changed()
{
    if (transport_->state() == Transport::State::failed) {
        on_transport_failed();
    } else if (is_ready()) {
        is_second_try_ = false;
        send_put_off();
    }
    if (recovery_) recovery_->compare();
    changes_.emit();
}

void Session::on_transport_failed()
{
    recovery_.reset();
    const auto error = transport_->trouble();
    if (error == Errc::unreachable && !std::exchange(is_second_try_, true)) {
        second_try_ = scheduler().after(second_try_after, [this] { try_again(); });
        return;
    }
    put_off_.clear();
    requester_.fail_all(*this, error);
}

void Session::try_again()
{
    second_try_.reset();
    const auto opened = open_transport();
    if (!opened) requester_.fail_all(*this, opened.error());
}

void Session::on_recovery(Recovery::Outcome outcome)
{
    const auto recovery = std::exchange(recovery_, nullptr);
    if (outcome == Recovery::Outcome::alive) return;
    if (outcome == Recovery::Outcome::failed) {
        if (recovery->trouble() == Errc::key_refused) requester_.fail_all(*this, recovery->trouble());
        return;
    }
    auto replaced = recovery->extract();
    requester_.fail_all(*this, {Errc::session_lost, "the server no longer has the DTLS session"});
    replaced->on_change([this] { on_transport_changed(); });
    transport_ = std::move(replaced);
    changes_.emit();
}

}  // namespace coapnode

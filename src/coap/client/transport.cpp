// SPDX-License-Identifier: MIT
#include "coap/client/transport.hpp"

#include "coap/client/route.hpp"
#include "coap/client/send_request.hpp"

#include <utility>

namespace coapnode {

namespace {

/// turns.hpp is the queue. In libcoap's own queue a cancelled request would delay all that follow.
constexpr std::uint16_t no_queue_of_libcoap = UINT16_MAX;

/// libcoap retransmits a ClientHello for 35 s.
constexpr Duration soonest_give_up = 20s;

/// How often the state of a handshake is polled.
constexpr Duration watch_interval = 250ms;

coap_bin_const_t view_of(ByteView bytes)
{
    return {bytes.size(), bytes.data()};
}

SessionPtr open_secure(coap_context_t& context, const coap_address_t& remote, const ClientKey& key,
                       const std::string& server_name)
{
    coap_dtls_cpsk_t setup{};
    setup.version = COAP_DTLS_CPSK_SETUP_VERSION;
    setup.client_sni = server_name.empty() ? nullptr : const_cast<char*>(server_name.c_str());
    setup.psk_info.identity = view_of(as_bytes(key.identity));
    setup.psk_info.key = view_of(key.key);
    return SessionPtr{coap_new_client_session_psk2(&context, nullptr, &remote, COAP_PROTO_DTLS, &setup)};
}

}  // namespace

Result<std::unique_ptr<Transport>> Transport::open(Requester& requester, const Destination& destination,
                                                   const Asker* owner, std::function<void()> changed)
{
    std::unique_ptr<Transport> transport{
        new Transport{requester, destination.key.has_value(), owner, std::move(changed)}};
    if (auto connected = transport->connect(destination); !connected) return fail(connected);
    return transport;
}

Transport::Transport(Requester& requester, bool is_secure, const Asker* owner, std::function<void()> changed)
    : requester_{requester},
      owner_{owner},
      changed_{std::move(changed)},
      state_{is_secure ? State::shaking_hands : State::ready},
      last_heard_{requester.scheduler().now()},
      acks_{requester.scheduler(), [this](std::uint16_t id) { send_empty(COAP_MESSAGE_ACK, id); }}
{
    if (is_secure) watch_.emplace(last_heard_);
}

Transport::~Transport()
{
    if (!session_) return;
    coap_session_set_app_data(session_.get(), nullptr);
    // Releasing the reference is not enough: the session would live on and retransmit unacknowledged messages.
    coap_session_disconnected(session_.get(), COAP_NACK_NOT_DELIVERABLE);
    session_.reset();
    requester_.low_descriptors().keep();
    requester_.context().sent();
}

Result<void> Transport::connect(const Destination& destination)
{
    // libcoap's error for a missing route differs between its versions.
    if (auto way = local_towards(destination.peer); !way) return fail(way);
    const auto remote = to_coap_address(destination.peer);
    auto& context = requester_.context().get();
    if (destination.key) {
        if (auto low = requester_.low_descriptors().release_one(); !low) return low;
        server_name_ = destination.server_name;
        session_ = open_secure(context, remote, *destination.key, server_name_);
        requester_.low_descriptors().keep();
    } else {
        session_.reset(coap_new_client_session(&context, nullptr, &remote, COAP_PROTO_UDP));
    }
    if (!session_) return no_route();
    coap_session_set_nstart(session_.get(), no_queue_of_libcoap);
    TransportListener* const as_listener = this;
    coap_session_set_app_data(session_.get(), as_listener);
    if (destination.key) {
        processed_ = requester_.processed().subscribe([this] { look_at_handshake(); });
        watch_handshake();
    }
    requester_.context().sent();
    return {};
}

void Transport::watch_handshake()
{
    watch_timer_ = requester_.scheduler().after(watch_interval, [this] {
        watch_handshake();
        look_at_handshake();
    });
}

void Transport::look_at_handshake()
{
    if (state_ != State::shaking_hands) return;
    const auto now = requester_.scheduler().now();
    if (coap_session_get_state(session_.get()) == COAP_SESSION_STATE_ESTABLISHED) {
        state_ = State::ready;
        last_heard_ = now;
        return tell();
    }
    watch_->note(handshake_sign_of(*session_), now);
    if (watch_->is_refused(now)) fail_with(watch_->silence());
}

Error Transport::trouble() const
{
    if (failure_) return *failure_;
    if (state_ == State::shaking_hands) return watch_->silence();
    if (refusals_ > 0) return told_by_icmp();
    if (!hears_strays_) return {Errc::silent, "no answer"};
    return {Errc::silent, "no answer, only datagrams of another protocol (is this its port?)"};
}

void Transport::ping()
{
    send_empty(COAP_MESSAGE_CON, coap_new_message_id(session_.get()));
}

void Transport::send_empty(coap_pdu_type_t type, std::uint16_t message_id)
{
    if (state_ != State::ready) return;
    const auto send = [&]() -> Result<void> {
        PduPtr pdu{coap_pdu_init(type, COAP_EMPTY_CODE, message_id, 0)};
        return pdu ? send_pdu(*session_, std::move(pdu)) : Result<void>{};
    };
    static_cast<void>(
        send_past_refusal(requester_, *session_, send));  // its senders have time-outs, so an error is not needed
    requester_.context().sent();
}

void Transport::on_heard() noexcept
{
    ++heard_;
    last_heard_ = requester_.scheduler().now();
    refusals_ = 0;
    hears_strays_ = false;
}

void Transport::on_pong() noexcept
{
    on_heard();
    ++pongs_;
    tell();
}

void Transport::on_closed() noexcept
{
    if (!watch_) return;
    if (state_ == State::ready) return fail_with({Errc::session_lost, "it ended the DTLS session"});
    // This is libcoap 4.3.1's only report of a closed port. It gives up an unanswered handshake much later.
    const auto now = requester_.scheduler().now();
    if (watch_->silence() == Errc::silent && now - last_heard_ < soonest_give_up) return on_port_closed();
    fail_with(watch_->silence());
}

void Transport::on_port_closed() noexcept
{
    ++refusals_;
    if (state_ == State::shaking_hands) return fail_with(told_by_icmp());
    tell();
}

void Transport::fail_with(const Error& error)
{
    if (state_ == State::failed) return;
    state_ = State::failed;
    failure_ = error;
    tell();
}

void Transport::tell()
{
    if (state_ != State::shaking_hands) {
        watch_timer_.reset();
        processed_.reset();
    }
    if (!soon_) soon_ = requester_.scheduler().after(Duration::zero(), [this] { tell_now(); });
}

void Transport::tell_now()
{
    soon_.reset();
    const auto changed = changed_;
    changed();  // `this` may be destroyed now
}

}  // namespace coapnode

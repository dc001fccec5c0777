// SPDX-License-Identifier: MIT
#include "coap/client/observation.hpp"

#include <utility>

namespace coapnode {

namespace {

constexpr std::uint32_t observe_register = 0;
constexpr std::uint32_t observe_deregister = 1;
constexpr Duration cancel_time = 1s;

bool is_same_state(const IncomingResponse& one, const IncomingResponse& other)
{
    return one.code == other.code && one.content_format == other.content_format && one.payload == other.payload;
}

}  // namespace

Observation::Observation(Session& session, OutgoingRequest request, const ExchangeOptions& options, Listener listener)
    : session_{session},
      request_{std::move(request)},
      options_{options},
      listener_{std::move(listener)},
      token_{session.new_token()},
      listening_{session.listen(
          token_, [this](const Incoming& incoming) { on_incoming(incoming); }, [this] { turn_.reset(); })}
{
    soon_ = session_.scheduler().after(Duration::zero(), [this] { make_registration(); });
    // For example after a suspend: the monotonic clock stood still, and notifications of that time are lost.
    clock_steps_ = session_.scheduler().wall_steps().subscribe([this] { make_registration(); });
}

Observation::~Observation() = default;

void Observation::make_registration()
{
    if (is_registering_ || is_over_) return;
    is_registering_ = true;
    doubt_.reset();
    refresh_.reset();
    idle_.reset();
    deadline_ = session_.scheduler().after(
        options_.timeout, [this, before = session_.heard()] { lose(doubt_.value_or(session_.trouble_since(before))); });
    auto turn = session_.turns().wait([this] { send_registration(); });
    if (!turn) return lose(turn.error());
    turn_ = std::move(*turn);
}

void Observation::send_registration()
{
    order_.restart();
    patience_.emplace(session_, ClientExchange::patience);
    RequestTransfer transfer;
    transfer.observe = observe_register;
    if (options_.answer_exponent) transfer.block2 = Block{0, false, *options_.answer_exponent};
    const auto sent =
        session_.send(Session::Reliability::confirmable, token_, request_, transfer, ByteView{request_.payload});
    if (!sent) lose(sent.error());
}

void Observation::on_incoming(const Incoming& incoming)
{
    if (is_over_) return on_farewell(incoming);
    if (!incoming.response) return on_failure(incoming.response.error());
    on_response(*incoming.response);
}

/// A notification may arrive after the deregistration, and even after its reply.
void Observation::on_farewell(const Incoming& incoming)
{
    const bool is_notification = incoming.response && incoming.response->observe;
    if (cancelled_ && !is_notification) std::exchange(cancelled_, nullptr)();
}

void Observation::on_failure(const Error& error)
{
    if (error == Errc::session_lost) return on_session_lost(error);
    const bool is_first_doubt = error == Errc::unreachable && !doubt_ && !session_.has_failed();
    if (is_first_doubt) {
        doubt_ = error;
        return;
    }
    lose(error);
}

void Observation::on_session_lost(const Error& error)
{
    if (++losses_ > most_losses) return lose(error);
    end_registration();
    make_registration();
}

void Observation::end_registration()
{
    is_registering_ = false;
    turn_.reset();
    deadline_.reset();
    patience_.reset();
    doubt_.reset();
}

void Observation::on_response(const ReceivedResponse& received)
{
    const bool is_reply = is_registering_;
    losses_ = 0;
    const auto now = session_.scheduler().now();
    if (is_reply) end_registration();
    if (received.observe && !order_.accept(*received.observe, now)) return;
    plan(received.response);
    const bool is_in_blocks = received.block2 && received.block2->more && received.response.is_success();
    if (is_in_blocks) return fetch(received.observe);
    show({received.response, received.observe}, is_reply);
}

/// Sets the timer for the case that no message arrives.
void Observation::plan(const IncomingResponse& response)
{
    const auto max_age = response.max_age.value_or(IncomingResponse::default_max_age);
    errors_ = response.is_success() ? 0 : errors_ + 1;
    const auto delay = response.is_success() ? refresh_after(max_age) : retry_after(max_age, errors_ - 1);
    refresh_ = session_.scheduler().after(delay, [this] { make_registration(); });
    watch_silence();
}

void Observation::watch_silence()
{
    const auto silent_for = session_.scheduler().now() - session_.last_heard();
    const auto left = silent_for < idle_time ? idle_time - silent_for : Duration{idle_time};
    idle_ = session_.scheduler().after(left, [this] { on_idle(); });
}

void Observation::on_idle()
{
    const auto pinged = session_.scheduler().now();
    if (pinged - session_.last_heard() < idle_time) return watch_silence();
    session_.ping();
    idle_ = session_.scheduler().after(
        pong_time, [this, pinged] { return session_.last_heard() >= pinged ? watch_silence() : make_registration(); });
}

/// `is_reply`: the message answers a request, so an unchanged state is not news.
void Observation::show(ObservedState notification, bool is_reply)
{
    const bool is_known = is_reply && shown_ && is_same_state(*shown_, notification.response);
    shown_ = notification.response;
    notification.sender = session_.destination().peer;
    const auto call = is_known ? listener_.confirmed : listener_.notified;
    if (call) call(notification);  // `this` may be destroyed now
}

/// Fetches the whole body from the first block, so that all blocks are from one state. It may be newer than the
/// notified one.
void Observation::fetch(std::optional<std::uint32_t> number)
{
    fetched_number_ = number;
    is_newer_announced_ = fetch_ != nullptr;
    if (fetch_) return;
    fetch_again_.reset();
    fetch_ = std::make_unique<ClientExchange>(
        session_, request_, options_, [this](Result<IncomingResponse> result) { on_fetched(std::move(result)); });
}

void Observation::on_fetched(Result<IncomingResponse> result)
{
    const auto over = std::move(fetch_);
    const bool is_newer_announced = std::exchange(is_newer_announced_, false);
    if (!result) {
        fetch_again_ = session_.scheduler().after(fetch_interval, [this] { fetch(fetched_number_); });
        const auto troubled = listener_.troubled;
        return troubled(result.error());
    }
    const auto number = fetched_number_;
    if (is_newer_announced) fetch(number);
    // An earlier notification may already have fetched it.
    show({std::move(*result), number}, true);
}

void Observation::lose(const Error& error)
{
    is_over_ = true;
    end_registration();
    listening_.reset();
    refresh_.reset();
    idle_.reset();
    fetch_again_.reset();
    fetch_.reset();
    // From the loop, because the caller may still be constructing or using the Observation.
    soon_ = session_.scheduler().after(Duration::zero(), [lost = listener_.lost, error] { lost(error); });
}

void Observation::cancel(std::function<void()> done)
{
    is_over_ = true;
    end_registration();
    refresh_.reset();
    idle_.reset();
    fetch_again_.reset();
    fetch_.reset();
    cancelled_ = std::move(done);
    RequestTransfer transfer;
    transfer.observe = observe_deregister;
    const auto sent =
        session_.send(Session::Reliability::confirmable, token_, request_, transfer, ByteView{request_.payload});
    soon_ = session_.scheduler().after(sent ? cancel_time : Duration::zero(), [this] {
        if (cancelled_) std::exchange(cancelled_, nullptr)();
    });
}

}  // namespace coapnode

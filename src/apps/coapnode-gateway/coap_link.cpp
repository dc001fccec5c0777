// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/coap_link.hpp"

#include "coapnode/core/fence.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

namespace {

/// Whether a failure concerns the session, not only one request or answer. A DTLS session that the node has
/// lost is set up again by Session itself, and its observations register again.
bool ends_session(Errc failure)
{
    switch (failure) {
    case Errc::silent:
    case Errc::unreachable:
    case Errc::no_route:
    case Errc::key_refused:
        return true;
    default:
        return false;
    }
}

}  // namespace

/// A request, from the wait for a session to its answer.
class CoapLink::Exchange final : public Pending, public User {
public:
    Exchange(CoapLink& link, OutgoingRequest request, Duration timeout, Answered answered)
        : link_{link},
          request_{std::move(request)},
          end_{link.requester_.scheduler().now() + timeout},
          answered_{std::move(answered)}
    {
        link_.want(*this);
        if (session_) return;  // usually there is one
        deadline_ = link_.requester_.scheduler().after(
            timeout, [this] { end(coapnode::fail(Errc::silent, "its address was not found in time")); });
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    ~Exchange() override { link_.forget(*this); }

    void begin(const SessionPtr& session) override
    {
        deadline_.reset();
        session_ = session;
        ExchangeOptions options;
        options.timeout = std::max<Duration>(end_ - link_.requester_.scheduler().now(), 1ms);
        exchange_ =
            std::make_unique<ClientExchange>(*session_, std::move(request_), options,
                                             [this](Result<IncomingResponse> answer) { end(std::move(answer)); });
    }
    void fail(const Error& error) override { end(tl::unexpected{error}); }

private:
    void end(Result<IncomingResponse> answer)
    {
        link_.forget(*this);
        deadline_.reset();
        if (!answer && ends_session(answer.error().code)) link_.drop(session_, answer.error());
        const auto session = session_;  // outlives the exchange, which the caller may destroy
        const auto call = std::move(answered_);
        call(std::move(answer));
    }

    CoapLink& link_;
    OutgoingRequest request_;
    Instant end_;
    Answered answered_;
    Timer deadline_;
    SessionPtr session_;
    std::unique_ptr<ClientExchange> exchange_;
};

/// An observation that starts again when it was lost, each time after a longer pause.
class CoapLink::Watching final : public Pending, public User {
public:
    static constexpr Duration first_pause = 1s;
    static constexpr Duration longest_pause = 60s;

    Watching(CoapLink& link, OutgoingRequest request, Observer observer)
        : link_{link}, request_{std::move(request)}, observer_{std::move(observer)}
    {
        link_.watchings_.push_back(this);
        link_.want(*this);
    }
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
    ~Watching() override
    {
        std::erase(link_.watchings_, this);
        link_.forget(*this);
        if (observation_) link_.deregister(std::move(session_), std::move(observation_));
    }

    void begin(const SessionPtr& session) override
    {
        session_ = session;
        Observation::Listener listener;
        listener.notified = [this](const ObservedState& state) {
            pause_ = first_pause;
            const auto call = observer_.notified;
            call(state.response);
        };
        listener.confirmed = [this](const ObservedState& state) {
            const auto call = observer_.confirmed;
            call(state.response);
        };
        listener.troubled = [this](const Error& error) {
            const auto call = observer_.troubled;
            call(error);
        };
        listener.lost = [this](const Error& error) { fail(Error{error}); };  // the observation owns it, and ends
        ExchangeOptions options;
        options.largest_answer = largest_state;
        observation_ = std::make_unique<Observation>(*session_, request_, options, std::move(listener));
    }

    void fail(const Error& error) override
    {
        observation_.reset();
        const auto session = std::exchange(session_, nullptr);
        if (ends_session(error.code)) link_.drop(session, error);
        is_pausing_ = true;
        begin_after(pause_);
        pause_ = std::min<Duration>(2 * pause_, longest_pause);
        const auto call = observer_.troubled;
        call(error);
    }

    /// Another user dropped the session: without this, the last state would be kept until its Max-Age ends.
    void fail_soon_if_on(const SessionPtr& session, const Error& error)
    {
        if (session == nullptr || session_ != session) return;
        again_ = link_.requester_.scheduler().after(Duration::zero(), [this, error] { fail(Error{error}); });
    }

    /// The node can be reached again.
    void stop_pausing()
    {
        if (is_pausing_) begin_after(Duration::zero());
    }

private:
    void begin_after(Duration pause)
    {
        again_ = link_.requester_.scheduler().after(pause, [this] {
            is_pausing_ = false;
            link_.want(*this);
        });
    }

    CoapLink& link_;
    OutgoingRequest request_;
    Observer observer_;
    Duration pause_ = first_pause;
    bool is_pausing_ = false;
    Timer again_;
    SessionPtr session_;
    std::unique_ptr<Observation> observation_;
};

CoapLink::CoapLink(Requester& requester, Worker& worker, const NodeConfig& node)
    : requester_{requester}, worker_{worker}, host_{node.uri.host, node.uri.zone, node.uri.port}
{
    if (node.key) key_ = ClientKey{node.key->identity, node.key->key};
    if (!node.uri.is_literal()) uri_host_ = node.uri.host;
}

PendingPtr CoapLink::request(OutgoingRequest request, Duration timeout, Answered answered)
{
    request.host = uri_host_;
    return std::make_unique<Exchange>(*this, std::move(request), timeout, std::move(answered));
}

PendingPtr CoapLink::observe(OutgoingRequest request, Observer observer)
{
    request.host = uri_host_;
    return std::make_unique<Watching>(*this, std::move(request), std::move(observer));
}

void CoapLink::want(User& user)
{
    if (session_) return user.begin(session_);
    waiting_.push_back(&user);
    if (connect_) return;
    connect_ = std::make_unique<Connect>(
        requester_, worker_, host_, key_, connect_patience,
        [this](Result<std::unique_ptr<Session>> connected) { on_connected(std::move(connected)); });
}

/// Each waiting user gets the session or the error. Any of them may end others or make a new request.
void CoapLink::on_connected(Result<std::unique_ptr<Session>> connected)
{
    connect_.reset();
    if (connected) {
        session_ = std::move(*connected);
        for (auto* const watching : watchings_)
            watching->stop_pausing();
    }
    for (auto left = waiting_.size(); left > 0 && !waiting_.empty(); --left) {
        auto* const user = waiting_.front();
        waiting_.erase(waiting_.begin());
        if (!connected) {
            user->fail(connected.error());
        } else {
            want(*user);
        }
    }
}

void CoapLink::drop(const SessionPtr& session, const Error& error)
{
    if (session_ == session) session_.reset();
    for (auto* const watching : watchings_)
        watching->fail_soon_if_on(session, error);
}

void CoapLink::deregister(SessionPtr session, std::unique_ptr<Observation> observation)
{
    leaving_.push_back({std::move(session), std::move(observation), nullptr});
    const auto which = std::prev(leaving_.end());
    // Called by a destructor: if the loop has ended, the node learns it from its next notification.
    fenced(
        [&] {
            which->end = requester_.scheduler().after(leaving_time, [this, which] { leaving_.erase(which); });
            which->observation->cancel([] {});
        },
        [&](const std::exception_ptr&) { leaving_.erase(which); });
}

}  // namespace coapnode

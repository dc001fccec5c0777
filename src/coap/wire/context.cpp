// SPDX-License-Identifier: MIT
#include "coap/wire/context.hpp"

#include "coap/message/enclosed_request.hpp"
#include "coap/wire/listen_address.hpp"
#include "coap/wire/peer.hpp"
#include "coap/wire/watched.hpp"
#include "coapnode/config/listen_text.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace coapnode {

namespace {

/// While there are sessions, libcoap's deadlines are checked at least this often.
constexpr Duration longest_tick = 30s;
constexpr Duration longest_put_off = std::chrono::milliseconds{SessionWalk::longest_wait};

/// The data of the timer's epoll events.
constexpr std::uint64_t timer_of_libcoap = 0;

ContextPtr make_context()
{
    ContextPtr context{coap_new_context(nullptr)};
    if (!context) throw std::runtime_error{"libcoap cannot make a context: out of memory or file descriptors"};
    return context;
}

bool is_told_by_icmp(int error)
{
    return error == ECONNREFUSED || error == EHOSTUNREACH;
}

ContextHandler& handler_of(const coap_session_t* session)
{
    return Context::of(*session).handler();
}

int on_event(coap_session_t* session, const coap_event_t event) noexcept
{
    Context::of(*session).note(*session, event);
    return 0;
}

void on_nack(coap_session_t* session, const coap_pdu_t* sent, const coap_nack_reason_t reason,
             const coap_mid_t mid) noexcept
{
    auto& context = Context::of(*session);
    context.note_failure();
    auto& handler = context.handler();
    if (sent != nullptr) return handler.on_nack(*session, *sent, reason);
    if (reason != COAP_NACK_RST) return handler.on_failure(*session, reason);
    handler.on_empty({EmptyMessage::Type::reset, peer_of(*session), static_cast<std::uint16_t>(mid)});
}

coap_response_t on_response(coap_session_t* session, const coap_pdu_t* sent, const coap_pdu_t* received,
                            const coap_mid_t /*mid*/) noexcept
{
    return handler_of(session).on_response(*session, sent, *received);
}

}  // namespace

Context::Context(Scheduler& scheduler, ContextHandler& handler, const SessionLimits& limits)
    : scheduler_{scheduler}, handler_{handler}, context_{make_context()}, fd_{coap_context_get_coap_fd(context_.get())}
{
    if (fd_ < 0) throw std::runtime_error{"this libcoap was built without epoll, which coapnode needs"};
    coap_set_app_data(context_.get(), this);
    coap_context_set_block_mode(context_.get(), 0);  // we handle blocks ourselves (message/block.hpp)
    limit(limits);
    coap_register_event_handler(context_.get(), &on_event);
    coap_register_nack_handler(context_.get(), &on_nack);
    coap_register_response_handler(context_.get(), &on_response);
}

Context::~Context()
{
    // Messages in flight fail when the context is destroyed; the handler's owner may then be partly destroyed.
    coap_register_nack_handler(context_.get(), nullptr);
}

Context& Context::of(const coap_session_t& session)
{
    return *static_cast<Context*>(coap_get_app_data(coap_session_get_context(&session)));
}

void Context::limit(const SessionLimits& limits)
{
    coap_context_set_max_idle_sessions(context_.get(), limits.idle_sessions);
    coap_context_set_max_handshake_sessions(context_.get(), limits.handshake_sessions);
    const auto timeout = std::chrono::duration_cast<std::chrono::seconds>(limits.idle_timeout);
    coap_context_set_session_timeout(context_.get(), static_cast<unsigned>(timeout.count()));
}

void Context::process()
{
    std::array<epoll_event, most_sockets_per_wakeup> events{};
    const int ready = ::epoll_wait(fd_, events.data(), events.size(), 0);
    std::for_each_n(events.begin(), std::max(ready, 0), [this](epoll_event& event) { drain(event); });
    const auto found = std::exchange(found_, 0);
    if (!tick_) arm();
    if (found != 0) tick_within(std::chrono::milliseconds{found + 1});
    if (walk_.is_put_off()) tick_within(longest_put_off);
    handler_.on_processed();
}

void Context::drain(epoll_event& ready)
{
    const std::uint64_t key = ready.data.u64;  // copied, because epoll_event is packed and must not be referenced
    const auto socket = sockets_.find(key);
    socket == sockets_.end() ? read(ready) : read_all(ready, socket->second);
}

void Context::read_all(epoll_event& ready, int socket)
{
    for (std::size_t reads = 0; reads < most_reads_per_wakeup; reads += Inbox::capacity) {
        const auto count = inbox_.fill(socket);
        for (std::size_t i = 0; i < count; ++i) {
            handler_.on_datagram(inbox_.at(i));
            const Inbox::Turn turn{inbox_, i};
            read(ready);
        }
        if (count < Inbox::capacity) return;
    }
}

void Context::read(epoll_event& ready)
{
    reading_ = ready.data.u64;
    if (reading_ == timer_of_libcoap) walk_.require();
    is_failure_told_ = false;
    errno = 0;
    coap_io_do_epoll(context_.get(), &ready, 1);
    if (is_told_by_icmp(errno) && !is_failure_told_) tell_refusal();
    handler_.on_read();
}

void Context::tell_refusal()
{
    // Only the socket of a client's session has a peer of its own.
    if (reading_ == timer_of_libcoap || sockets_.contains(reading_)) return;
    const auto watched = watched_by(fd_);
    const auto socket = watched.find(reading_);
    if (socket == watched.end()) return;
    coap_address_t peer{};
    peer.size = sizeof peer.addr;
    if (::getpeername(socket->second, &peer.addr.sa, &peer.size) != 0) return;
    auto* const session = coap_session_get_by_peer(context_.get(), &peer, 0);
    if (session != nullptr) handler_.on_failure(*session, COAP_NACK_ICMP_ISSUE);
}

void Context::note(coap_session_t& session, coap_event_t event)
{
    is_failure_told_ = true;
    roll_.note(session, event, reading_);
    walk_.require();
    if (closing_) return;  // on_close() has reported it
    handler_.on_event(session, event);
}

unsigned Context::offer_walk(coap_tick_t now)
{
    const auto due = walk_.offer(*context_, now);
    if (!walk_.is_put_off()) found_ = due;
    return due;
}

void Context::sent()
{
    tick_.reset();  // it may be set to a later time
    arm();
}

void Context::sent_one()
{
    coap_tick_t now{};
    coap_ticks(&now);
    const auto due = walk_.offer(*context_, now);
    if (walk_.is_put_off()) return tick_within(longest_put_off);
    tick_.reset();
    tick_when(due);
}

void Context::arm()
{
    coap_tick_t now{};
    coap_ticks(&now);
    tick_when(walk_.make(*context_, now));
}

void Context::tick_when(unsigned milliseconds)
{
    if (milliseconds != 0) tick_after(std::min<Duration>(std::chrono::milliseconds{milliseconds + 1}, longest_tick));
}

void Context::tick_within(Duration delay)
{
    if (!tick_ || tick_at_ > scheduler_.now() + delay) tick_after(delay);
}

void Context::tick_after(Duration delay)
{
    tick_at_ = scheduler_.now() + delay;
    tick_ = scheduler_.after(delay, [this] {
        tick_.reset();
        process();
    });
}

Result<OpenEndpoint> Context::open_endpoint(const Listen& listen, coap_proto_t proto)
{
    const auto address = to_coap_address(listen);
    if (!address) return fail(address);
    const auto before = watched_by(fd_);
    auto* const endpoint = coap_new_endpoint(context_.get(), &*address, proto);
    if (endpoint == nullptr) return fail(Errc::cannot_listen, "cannot listen on " + to_text(listen));
    coap_endpoint_set_default_mtu(endpoint, COAP_DEFAULT_MTU + longer_when_enclosed);
    for (const auto& [key, socket] : watched_by(fd_)) {
        if (before.contains(key)) continue;
        sockets_.insert_or_assign(key, socket);
        return OpenEndpoint{EndpointPtr{endpoint, {this, key}}, socket};
    }
    return OpenEndpoint{EndpointPtr{endpoint, {this, SessionRoll::any_endpoint}}, -1};
}

void Context::close(coap_endpoint_t& endpoint, std::uint64_t key) noexcept
{
    closing_ = true;
    for (auto* const session : roll_.extract(key)) {
        handler_.on_close(*session);
        coap_session_disconnected(session, COAP_NACK_NOT_DELIVERABLE);  // libcoap drops the messages in flight
    }
    coap_free_endpoint(&endpoint);
    closing_ = false;
    sockets_.erase(key);
}

void EndpointCloser::operator()(coap_endpoint_t* endpoint) const noexcept
{
    context->close(*endpoint, key);
}

}  // namespace coapnode

/// libcoap walks its sessions with this function and calls it by name, so the program's function replaces it (see
/// parse_hook.hpp). The data of a context is a Context or null. If libcoap called its own function directly, no walk
/// would be delayed.
extern "C" [[gnu::visibility("default")]] unsigned coap_io_prepare_epoll(coap_context_t* context, coap_tick_t now)
{
    using namespace coapnode;
    auto* const ours = static_cast<Context*>(coap_get_app_data(context));
    return ours != nullptr ? ours->offer_walk(now) : SessionWalk::of_libcoap(*context, now);
}

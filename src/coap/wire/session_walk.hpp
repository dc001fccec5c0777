// SPDX-License-Identifier: MIT
/// Decides when libcoap checks its timers: retransmissions, handshakes, sessions that were idle for too long or have
/// ended. libcoap walks all sessions for this after each datagram: 10 us with 64 sessions, 26 us with 1 200. So a walk
/// that would find nothing is delayed, by `longest_wait` at most.
#pragma once

#include <coap3/coap.h>

namespace coapnode {

/// For one context. Times are libcoap's ticks, in milliseconds.
class SessionWalk {
public:
    /// The longest delay of a walk. A handshake sets timers without a report, so they may be noticed this much later. A
    /// delayed walk may cost a wake-up of its own, so only walks that follow each other closely are delayed.
    static constexpr coap_tick_t longest_wait = 10;

    /// Throws std::runtime_error when libcoap lacks the function.
    SessionWalk();

    /// A session has started or ended: the next walk is not delayed.
    void require() { required_ = true; }

    /// To be called when libcoap would walk. Walks if something may be due. Returns the same as make().
    unsigned offer(coap_context_t& context, coap_tick_t now);

    /// Walks. Returns the milliseconds until the next deadline; 0 when there is none. libcoap's timer is not set, which
    /// would be a system call: the caller has one of its own.
    unsigned make(coap_context_t& context, coap_tick_t now);

    /// The same for a context that delays nothing and has libcoap's timer.
    static unsigned of_libcoap(coap_context_t& context, coap_tick_t now);

    /// A walk was delayed since the last one.
    [[nodiscard]] bool is_put_off() const { return put_off_; }

private:
    coap_tick_t next_ = 0;  ///< before this time no known deadline
    bool required_ = true;
    bool put_off_ = false;
};

}  // namespace coapnode

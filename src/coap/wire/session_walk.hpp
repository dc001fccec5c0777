// SPDX-License-Identifier: MIT
/// When libcoap looks for what is due: messages to be sent again, handshakes, sessions that were idle for too long or
/// have ended. It walks all sessions for it, after each datagram: 10 us with 64 of them, 26 us with 1 200. So a walk
/// that would find nothing is put off, by `longest_wait` at most.
#pragma once

#include <coap3/coap.h>

namespace coapnode {

/// Of one context. Times are libcoap's, in milliseconds.
class SessionWalk {
public:
    /// A handshake sets its timers without a word. So much later they may be noticed. A walk that was put off costs a
    /// wake-up of its own where nothing else comes, so only those are that follow each other closely.
    static constexpr coap_tick_t longest_wait = 10;

    /// Throws std::runtime_error where libcoap has no function for it.
    SessionWalk();

    /// A session has begun or ended: the next walk is not put off.
    void require() { required_ = true; }

    /// libcoap would walk now: it does when something may be due. Returns as make() does.
    unsigned offer(coap_context_t& context, coap_tick_t now);

    /// Walks. In how many milliseconds something is due next; 0: nothing is.
    unsigned make(coap_context_t& context, coap_tick_t now);

    /// The same for a context that puts nothing off.
    static unsigned of_libcoap(coap_context_t& context, coap_tick_t now);

    /// One was put off since the last.
    [[nodiscard]] bool is_put_off() const { return put_off_; }

private:
    coap_tick_t next_ = 0;  ///< until then nothing is due that is known of
    bool required_ = true;
    bool put_off_ = false;
};

}  // namespace coapnode

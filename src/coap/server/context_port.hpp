// SPDX-License-Identifier: MIT
/// A port with the libcoap context that its sessions are of: requests go to the dispatcher, and sessions end here. What
/// libcoap calls passes the fence.
#pragma once

#include "coap/server/dispatcher.hpp"
#include "coap/server/logged_fence.hpp"
#include "coap/server/port.hpp"
#include "coap/server/session_ender.hpp"
#include "coap/wire/context.hpp"
#include "coapnode/core/log.hpp"

namespace coapnode {

class ContextPort : public Port, protected ContextHandler {
public:
    ContextPort(Scheduler& scheduler, Log& log, const SessionLimits& limits, Dispatcher& dispatcher);
    ContextPort(const ContextPort&) = delete;
    ContextPort& operator=(const ContextPort&) = delete;

    [[nodiscard]] Context& context() { return context_; }

protected:
    [[nodiscard]] LoggedFence& fence() { return fence_; }
    [[nodiscard]] Dispatcher& dispatcher() { return dispatcher_; }
    /// From elsewhere: the session ends now.
    void end_now(coap_session_t& session);
    /// From elsewhere than a handler of libcoap: nothing here refers to the session any more.
    virtual void release(coap_session_t& session);

    /// The session ends in the loop's next turn.
    void on_signal(coap_session_t& session) noexcept override;

private:
    /// Whatever their path and method: the Site alone knows what there is.
    void take_all_requests();

    void on_close(coap_session_t& session) noexcept override;

    Dispatcher& dispatcher_;
    LoggedFence fence_;
    Context context_;
    SessionEnder ender_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// A port with its libcoap context. It passes requests to the dispatcher and ends sessions. All callbacks from libcoap
/// run within the fence.
#pragma once

#include "coap/server/dispatcher.hpp"
#include "coap/server/logged_fence.hpp"
#include "coap/server/port.hpp"
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
    /// Ends the session now. Not to be called from within a handler of libcoap.
    void end_now(coap_session_t& session);
    /// Drops all references to the session. Not called from within a handler of libcoap.
    virtual void release(coap_session_t& /*session*/) {}

private:
    /// Registers one handler for all paths and methods; the Site knows the resources.
    void take_all_requests();

    void on_close(coap_session_t& session) noexcept override;

    Dispatcher& dispatcher_;
    LoggedFence fence_;
    Context context_;
};

}  // namespace coapnode

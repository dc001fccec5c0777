// SPDX-License-Identifier: MIT
/// Ends sessions in the next turn of the loop. A handler of libcoap cannot end them, because libcoap still uses them.
#pragma once

#include "coap/wire/context.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <functional>
#include <vector>

namespace coapnode {

class SessionEnder {
public:
    using End = std::function<void(coap_session_t&)>;

    /// `end` is called from the loop and ends a session.
    SessionEnder(Scheduler& scheduler, Context& context, End end);

    void end_soon(coap_session_t& session);
    /// The session has ended.
    void forget(const coap_session_t& session);

private:
    void end_all();

    Scheduler& scheduler_;
    Context& context_;
    End end_;
    std::vector<SessionPtr> ending_;
    Timer timer_;
};

}  // namespace coapnode

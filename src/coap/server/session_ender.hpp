// SPDX-License-Identifier: MIT
/// Ends sessions that a handler of libcoap cannot end, for libcoap still works with them: in the loop's next turn.
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

    /// `end` ends one, from the loop.
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

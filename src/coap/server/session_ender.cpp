// SPDX-License-Identifier: MIT
#include "coap/server/session_ender.hpp"

#include <utility>

namespace coapnode {

SessionEnder::SessionEnder(Scheduler& scheduler, Context& context, End end)
    : scheduler_{scheduler}, context_{context}, end_{std::move(end)}
{
}

void SessionEnder::end_soon(coap_session_t& session)
{
    ending_.emplace_back(coap_session_reference(&session));
    timer_ = scheduler_.after(Duration::zero(), [this] { end_all(); });
}

void SessionEnder::forget(const coap_session_t& session)
{
    std::erase_if(ending_, [&](const SessionPtr& ending) { return ending.get() == &session; });
}

void SessionEnder::end_all()
{
    for (const auto& session : std::exchange(ending_, {}))
        end_(*session);
    context_.sent();  // libcoap frees the ended sessions
}

}  // namespace coapnode

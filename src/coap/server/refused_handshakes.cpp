// SPDX-License-Identifier: MIT
#include "coap/server/refused_handshakes.hpp"

#include <utility>

namespace coapnode {

namespace {

bool has_tls(const coap_session_t& session)
{
    coap_tls_library_t library{};
    return coap_session_get_tls(&session, &library) != nullptr;
}

}  // namespace

void RefusedHandshakes::note(coap_session_t& session, coap_event_t event)
{
    if (event == COAP_EVENT_SERVER_SESSION_NEW) waiting_.insert_or_assign(&session, false);
    if (event == COAP_EVENT_SERVER_SESSION_DEL) forget(session);
}

std::vector<const coap_session_t*> RefusedHandshakes::refused()
{
    std::vector<const coap_session_t*> refused;
    for (auto waiting = waiting_.begin(); waiting != waiting_.end();) {
        auto& [session, had_tls] = *waiting;
        if (coap_session_get_state(session) != COAP_SESSION_STATE_NONE) {
            waiting = waiting_.erase(waiting);  // its handshake continues
            continue;
        }
        if (std::exchange(had_tls, has_tls(*session)) && !had_tls) refused.push_back(session);
        ++waiting;
    }
    return refused;
}

}  // namespace coapnode

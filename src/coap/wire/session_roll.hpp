// SPDX-License-Identifier: MIT
/// Lists the sessions that peers have opened with the endpoints of a context. libcoap has no such list. Its events
/// report when a session starts and when it is freed, except when its endpoint is freed.
#pragma once

#include <coap3/coap.h>

#include <cstdint>
#include <map>
#include <vector>

namespace coapnode {

class SessionRoll {
public:
    /// For sessions whose endpoint /proc does not tell.
    static constexpr std::uint64_t any_endpoint = 0;

    /// `endpoint`: the one whose socket is being read, by the data of its epoll events.
    void note(coap_session_t& session, coap_event_t event, std::uint64_t endpoint)
    {
        if (event == COAP_EVENT_SERVER_SESSION_NEW) sessions_.insert_or_assign(&session, endpoint);
        if (event == COAP_EVENT_SERVER_SESSION_DEL) sessions_.erase(&session);
    }

    /// Removes and returns the sessions of the endpoint.
    [[nodiscard]] std::vector<coap_session_t*> extract(std::uint64_t endpoint)
    {
        std::vector<coap_session_t*> taken;
        for (const auto& [session, at] : sessions_)
            if (at == endpoint || endpoint == any_endpoint) taken.push_back(session);
        for (auto* const session : taken)
            sessions_.erase(session);
        return taken;
    }

private:
    std::map<coap_session_t*, std::uint64_t> sessions_;
};

}  // namespace coapnode

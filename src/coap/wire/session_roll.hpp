// SPDX-License-Identifier: MIT
/// The sessions that peers have opened with the endpoints of a context. libcoap lists them nowhere, but its events tell
/// when one begins and when it is freed; not, when its endpoint is.
#pragma once

#include <coap3/coap.h>

#include <cstdint>
#include <map>
#include <vector>

namespace coapnode {

class SessionRoll {
public:
    /// Where /proc does not tell which one it is.
    static constexpr std::uint64_t any_endpoint = 0;

    /// `endpoint`: whose socket is read now, by the data of its epoll events.
    void note(coap_session_t& session, coap_event_t event, std::uint64_t endpoint)
    {
        if (event == COAP_EVENT_SERVER_SESSION_NEW) sessions_.insert_or_assign(&session, endpoint);
        if (event == COAP_EVENT_SERVER_SESSION_DEL) sessions_.erase(&session);
    }

    /// Those of the endpoint, which are not in the roll any more.
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

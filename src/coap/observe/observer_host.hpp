// SPDX-License-Identifier: MIT
/// What observers need of the port that they registered at.
#pragma once

#include "coap/message/block.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/rest/message.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

struct Notification {
    const std::string& token;
    const Request& request;  ///< that it was registered with
    const Response& response;
    std::optional<Block> block2;  ///< that the registration asked for
    std::uint32_t sequence{};
    bool confirmable = false;
};

class ObserverHost {
public:
    virtual ~ObserverHost() = default;

    /// Within DTLS: a session proves its peer's address, and hides its acknowledgements.
    [[nodiscard]] virtual bool is_secure() const = 0;
    /// Whether the session can still be sent anything.
    [[nodiscard]] virtual bool is_open(const coap_session_t& session) const = 0;
    /// Whether a peer whose address nothing proves may be sent more than confirmable messages.
    virtual bool may_draw(const coap_session_t& session) = 0;
    /// A reference of its own to the session.
    [[nodiscard]] virtual SessionPtr hold(coap_session_t& session) const = 0;

    /// What a GET would be answered now; `request.client` is filled in anew.
    virtual Response represent(const coap_session_t& session, Request& request) = 0;
    /// Returns the message ID; nullopt: it could not be sent.
    virtual std::optional<std::uint16_t> send(coap_session_t& session, const Notification& notification) = 0;
    /// After one or several confirmable messages: they may have to be sent again.
    virtual void sent() = 0;
};

}  // namespace coapnode

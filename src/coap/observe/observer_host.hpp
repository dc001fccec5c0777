// SPDX-License-Identifier: MIT
/// The interface between observers and the port at which they registered.
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
    const Request& request;  ///< of the registration
    const Response& response;
    std::optional<Block> block2;  ///< requested by the registration
    std::uint32_t sequence{};
    bool confirmable = false;
};

class ObserverHost {
public:
    virtual ~ObserverHost() = default;

    /// Whether the port uses DTLS: a session proves its peer's address, but its acknowledgements cannot be seen.
    [[nodiscard]] virtual bool is_secure() const = 0;
    /// Whether the session can still send.
    [[nodiscard]] virtual bool is_open(const coap_session_t& session) const = 0;
    /// Whether a peer with an unproven address may get non-confirmable messages too.
    virtual bool may_draw(const coap_session_t& session) = 0;
    /// A new reference to the session.
    [[nodiscard]] virtual SessionPtr hold(coap_session_t& session) const = 0;

    /// The current answer to a GET. `request.client` is determined again.
    virtual Response represent(const coap_session_t& session, Request& request) = 0;
    /// Sends a notification. Returns its message ID; nullopt: it could not be sent.
    virtual std::optional<std::uint16_t> send(coap_session_t& session, const Notification& notification) = 0;
    /// To be called after confirmable messages: they may need retransmission.
    virtual void sent() = 0;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The libcoap context for outgoing requests to any number of peers (session.hpp). It matches answers by their token
/// and delivers them from the loop, never from within libcoap. So a receiver may end exchanges, sessions and the
/// Requester itself.
#pragma once

#include "coap/message/codec.hpp"
#include "coap/wire/context.hpp"
#include "coap/wire/low_descriptors.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/loop/watch_readable.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coapnode {

/// Identifies the owner of tokens, over any number of Transports.
class Asker {
protected:
    Asker() = default;
    ~Asker() = default;
};

/// Callbacks from the Requester to a session's Transport. They run within libcoap.
class TransportListener {
public:
    virtual ~TransportListener() = default;

    [[nodiscard]] virtual const Asker* owner() const noexcept = 0;
    /// Whether a closed port (ICMP) fails all exchanges. A DTLS session handles it itself.
    [[nodiscard]] virtual bool fails_with_port() const noexcept = 0;
    virtual void on_heard() noexcept = 0;
    virtual void on_stray() noexcept = 0;  ///< a datagram that is no CoAP
    virtual void on_confirmable(std::uint16_t message_id) noexcept = 0;
    virtual void on_pong() noexcept = 0;
    virtual void on_closed() noexcept = 0;  ///< the DTLS session or its handshake has ended
    virtual void on_port_closed() noexcept = 0;
};

using Token = std::array<std::uint8_t, 8>;

/// Tokens are random, and so are their first bytes.
struct TokenHash {
    std::size_t operator()(const Token& token) const
    {
        std::size_t hash{};
        static_assert(sizeof hash <= sizeof token);
        std::memcpy(&hash, token.data(), sizeof hash);
        return hash;
    }
};

/// The result for a token: a response, or the reason why a message with this token gets none.
struct Incoming {
    Result<ReceivedResponse> response;
    Peer sender;
};

class Requester final : public ContextHandler {
public:
    using Receive = std::function<void(Incoming)>;

    /// The number of DTLS sessions that can be opened while all other descriptors are in use.
    static constexpr std::size_t kept_descriptors = 8;

    /// `kept`: none when all sessions use UDP.
    Requester(Scheduler& scheduler, const WatchReadable& watch, std::size_t kept = kept_descriptors);
    ~Requester() override;
    Requester(const Requester&) = delete;
    Requester& operator=(const Requester&) = delete;

    /// Readable when there is something to process(); the loop calls it.
    [[nodiscard]] int fd() const { return context_.fd(); }
    void process();

    /// Calls `receive` for each result for the token on a Transport of `asker`, while the returned object lives, and
    /// `acknowledged` for each empty acknowledgement.
    using Listening = std::shared_ptr<void>;
    [[nodiscard]] Listening listen(const Asker& asker, const Token& token, Receive receive,
                                   std::function<void()> acknowledged = {});
    [[nodiscard]] Token new_token() const;
    [[nodiscard]] bool is_awaited(const Token& token) const { return listeners_.contains(token); }

    /// Reports a failure to all listeners of `asker`.
    void fail_all(const Asker& asker, const Error& error);

    /// For sessions.
    [[nodiscard]] Scheduler& scheduler() { return scheduler_; }
    [[nodiscard]] Context& context() { return context_; }
    [[nodiscard]] LowDescriptors& low_descriptors() { return low_descriptors_; }
    /// Emitted from the loop after libcoap has processed all received datagrams.
    [[nodiscard]] ChangeSignal& processed() { return processed_; }

    coap_response_t on_response(coap_session_t& session, const coap_pdu_t* sent,
                                const coap_pdu_t& received) noexcept override;
    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;
    void on_failure(coap_session_t& session, coap_nack_reason_t reason) noexcept override;
    void on_event(coap_session_t& session, coap_event_t event) noexcept override;

private:
    struct Listener {
        const Asker* asker;
        Receive receive;
        std::function<void()> acknowledged;
    };
    struct Waiting {
        Token token;
        std::optional<Incoming> incoming;  ///< nullopt: an empty acknowledgement
    };

    [[nodiscard]] bool is_awaited(const TransportListener& transport, const std::optional<Token>& token) const;
    void on_port_closed(const TransportListener& transport, const Peer& peer);
    void on_acknowledged(TransportListener& transport, const coap_pdu_t& sent);
    void keep(const Token& token, std::optional<Incoming> incoming);
    void deliver();
    static void deliver(const Listener& listener, std::optional<Incoming> incoming);

    Scheduler& scheduler_;
    LowDescriptors low_descriptors_;
    Context context_;
    ChangeSignal processed_;
    std::unordered_map<Token, Listener, TokenHash> listeners_;
    std::vector<Waiting> inbox_;
    bool is_processing_ = false;  ///< it delivers afterwards
    Timer soon_;
    std::shared_ptr<Requester*> self_;  ///< destroyed with the Requester, for weak references
    std::shared_ptr<void> watch_;
};

}  // namespace coapnode

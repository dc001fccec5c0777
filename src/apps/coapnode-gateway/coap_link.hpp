// SPDX-License-Identifier: MIT
/// A NodeLink over CoAP. Requests and observations share one session to the node, which is opened on demand and again
/// after a failure.
#pragma once

#include "coap/client/connect.hpp"
#include "coap/client/observation.hpp"
#include "coapnode/loop/worker.hpp"
#include "gateway/node_link.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <vector>

namespace coapnode {

class CoapLink final : public NodeLink {
public:
    /// For each address of the host.
    static constexpr Duration connect_patience = 3s;
    /// The largest observed state in bytes: the gateway keeps those of all resources that it observes. A larger one is
    /// a failure.
    static constexpr std::size_t largest_state = 65'536;
    /// Time for the answer to a deregistration.
    static constexpr Duration leaving_time = 2s;

    CoapLink(Requester& requester, Worker& worker, const NodeConfig& node);
    CoapLink(const CoapLink&) = delete;
    CoapLink& operator=(const CoapLink&) = delete;

    [[nodiscard]] PendingPtr request(OutgoingRequest request, Duration timeout, Answered answered) override;
    [[nodiscard]] PendingPtr observe(OutgoingRequest request, Observer observer) override;

private:
    using SessionPtr = std::shared_ptr<Session>;

    /// A user of the session.
    class User {
    public:
        virtual ~User() = default;
        virtual void begin(const SessionPtr& session) = 0;
        virtual void fail(const Error& error) = 0;
    };
    class Exchange;
    class Watching;
    struct Leaving {
        SessionPtr session;
        std::unique_ptr<Observation> observation;
        Timer end;
    };

    void want(User& user);
    void forget(User& user) { std::erase(waiting_, &user); }
    void on_connected(Result<std::unique_ptr<Session>> connected);
    /// Drops the session. Its requests continue until they end; observations fail with `error`.
    void drop(const SessionPtr& session, const Error& error);
    void deregister(SessionPtr session, std::unique_ptr<Observation> observation);

    Requester& requester_;
    Worker& worker_;
    Host host_;
    std::optional<ClientKey> key_;
    std::string uri_host_;  ///< Uri-Host: empty for an address
    std::unique_ptr<Connect> connect_;
    SessionPtr session_;
    std::vector<User*> waiting_;
    std::vector<Watching*> watchings_;
    std::list<Leaving> leaving_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The CoAP server: three ports (plain, DTLS, multicast), one dispatcher for them, and their endpoints.
///
/// These parts bound everything that a peer controls: sessions, handshakes, stored replies, block sizes. Each bound is
/// a constant.
#pragma once

#include "coap/observe/observers.hpp"
#include "coap/server/anonymous_clients.hpp"
#include "coap/server/dispatcher.hpp"
#include "coap/server/endpoints.hpp"
#include "coap/server/group_port.hpp"
#include "coap/server/plain_port.hpp"
#include "coap/server/secure_port.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/rest/site.hpp"
#include "coapnode/rest/traffic.hpp"

#include <array>
#include <string>
#include <vector>

namespace coapnode {

class Server {
public:
    Server(Scheduler& scheduler, Log& log);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Opens the endpoints of `coap` and `dtls` that are not open yet. Errors: cannot_listen; then nothing has changed.
    Result<Endpoints::Prepared> prepare(const CoapConfig& coap, const DtlsConfig& dtls);

    /// Serves `site` from now on; it must live until the next call, or as long as the Server. Unchanged endpoints and
    /// the sessions of unchanged identities are not touched. Sessions of identities that were removed or have a new key
    /// end.
    void commit(Endpoints::Prepared prepared, const CoapConfig& coap, const DtlsConfig& dtls,
                const LimitsConfig& limits, Site& site);

    /// The contexts to watch: when fd() is readable, there is something to process().
    [[nodiscard]] std::array<Context*, 3> contexts();

    [[nodiscard]] Traffic traffic() const;

    /// The served endpoints: "coap://[::]:5683".
    [[nodiscard]] std::vector<std::string> endpoints() const { return endpoints_.names(); }
    /// The endpoints that wait for an address of this machine.
    [[nodiscard]] std::vector<std::string> late_endpoints() const { return endpoints_.late_names(); }
    /// Emitted when the waiting endpoints have changed.
    [[nodiscard]] ChangeSignal& endpoint_changes() { return endpoints_.changes(); }

private:
    Observers observers_;
    Dispatcher dispatcher_;
    AnonymousClients anonymous_;
    PlainPort plain_;
    SecurePort secure_;
    GroupPort group_;
    Endpoints endpoints_;  ///< last member: an endpoint ends its sessions, which the other members refer to
};

}  // namespace coapnode

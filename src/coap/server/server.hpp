// SPDX-License-Identifier: MIT
/// The CoAP side of the node: three ports (plain, DTLS, multicast) that one dispatcher serves, and their endpoints.
///
/// What a peer controls is bounded in these parts: sessions, handshakes, remembered replies, block sizes. Each bound is
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

    /// Opens what `coap` and `dtls` ask for and is not open yet. Errors: cannot_listen; then nothing has changed.
    Result<Endpoints::Prepared> prepare(const CoapConfig& coap, const DtlsConfig& dtls);

    /// Serves `site` from now on, which outlives the next call or the Server. Endpoints that stay are not touched, nor
    /// are the sessions of identities that stay; sessions of identities that are gone or have a new key end.
    void commit(Endpoints::Prepared prepared, const CoapConfig& coap, const DtlsConfig& dtls,
                const LimitsConfig& limits, Site& site);

    /// To be watched: when its fd() is readable it has something to process().
    [[nodiscard]] std::array<Context*, 3> contexts();

    [[nodiscard]] Traffic traffic() const;

    /// "coap://[::]:5683": what is served.
    [[nodiscard]] std::vector<std::string> endpoints() const { return endpoints_.names(); }
    /// The same of what waits for an address that the machine does not have yet.
    [[nodiscard]] std::vector<std::string> late_endpoints() const { return endpoints_.late_names(); }
    /// Late endpoints have changed by themselves.
    [[nodiscard]] ChangeSignal& endpoint_changes() { return endpoints_.changes(); }

private:
    Observers observers_;
    Dispatcher dispatcher_;
    AnonymousClients anonymous_;
    PlainPort plain_;
    SecurePort secure_;
    GroupPort group_;
    Endpoints endpoints_;  ///< last: with an endpoint end its sessions, which the others refer to
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coap/server/server.hpp"

#include <utility>

namespace coapnode {

namespace {

/// DTLS is served only when there are identities.
std::vector<Endpoints::Address> wanted_by(const CoapConfig& coap, const DtlsConfig& dtls)
{
    std::vector<Endpoints::Address> wanted;
    for (const auto& listen : coap.listen)
        wanted.push_back({COAP_PROTO_UDP, listen});
    if (dtls.identities.empty()) return wanted;
    for (const auto& listen : dtls.listen)
        wanted.push_back({COAP_PROTO_DTLS, listen});
    return wanted;
}

}  // namespace

Server::Server(Scheduler& scheduler, Log& log)
    : observers_{scheduler},
      dispatcher_{log, observers_},
      anonymous_{scheduler},
      plain_{scheduler, log, dispatcher_, observers_, anonymous_},
      secure_{scheduler, log, dispatcher_, observers_},
      group_{scheduler, log, dispatcher_, anonymous_},
      endpoints_{plain_.context(), secure_.context(), scheduler, log}
{
}

Result<Endpoints::Prepared> Server::prepare(const CoapConfig& coap, const DtlsConfig& dtls)
{
    return endpoints_.prepare(wanted_by(coap, dtls));
}

void Server::commit(Endpoints::Prepared prepared, const CoapConfig& coap, const DtlsConfig& dtls,
                    const LimitsConfig& limits, Site& site)
{
    endpoints_.commit(std::move(prepared));
    group_.serve(coap);
    dispatcher_.serve(site);
    anonymous_.allow(coap.anonymous);
    secure_.limit(limits);
    observers_.limit(limits);
    const auto changed_identities = secure_.replace(dtls.identities);
    observers_.revise(site);  // before their sessions end, so that they are told the reason
    secure_.end_sessions_of(changed_identities);
}

std::array<Context*, 3> Server::contexts()
{
    return {&plain_.context(), &secure_.context(), &group_.context()};
}

Traffic Server::traffic() const
{
    auto traffic = dispatcher_.traffic();
    traffic.sessions = secure_.session_count();
    traffic.observers = observers_.size();
    return traffic;
}

}  // namespace coapnode

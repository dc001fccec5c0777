// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/multicast_finder.hpp"

namespace coapnode {

namespace {

OutgoingRequest request_for_links()
{
    OutgoingRequest request;
    request.path = {".well-known", "core"};
    return request;
}

}  // namespace

MulticastFinder::MulticastFinder(Requester& requester, Devices& devices) : requester_{requester}, devices_{devices}
{
    timer_ = requester_.scheduler().after({}, [this] { ask(); });
}

void MulticastFinder::ask()
{
    found_.begin_round();
    discovery_ = std::make_unique<Discovery>(requester_, discovery_places(interfaces_up({}), default_coap_port),
                                             request_for_links(),
                                             [this](const Discovered& found) { found_.note(found.sender); });
    timer_ = requester_.scheduler().after(listening_time, [this] { end_round(); });
}

void MulticastFinder::end_round()
{
    discovery_.reset();
    timer_ = requester_.scheduler().after(interval - listening_time, [this] { ask(); });
    devices_.set_found(DeviceSource::multicast, found_.end_round());
}

}  // namespace coapnode

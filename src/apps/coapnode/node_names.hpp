// SPDX-License-Identifier: MIT
/// What nodes call themselves: the title or the identifier in their resource with rt=device, as coapnoded's /info is.
#pragma once

#include "coap/client/client_exchange.hpp"
#include "coapnode/rest/links.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

/// The path of the resource that describes the device; empty when it has none.
std::vector<std::string> device_path(const ReadLinks& links);

/// The name in its document; empty when there is none.
std::string name_in(const IncomingResponse& response);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The keys of coapnode.yaml and gateway.yaml as JSON schemas and as lists for the manuals, from the rows of
/// src/config/keys*.cpp and src/gateway/config/keys*.cpp.
#pragma once

#include <string>

namespace coapnode {

/// config/coapnode.schema.json
std::string config_schema();
/// For coapnode.yaml(5), in mdoc(7).
std::string keys_in_manual();

/// config/gateway.schema.json
std::string gateway_schema();
/// For gateway.yaml(5), in mdoc(7).
std::string gateway_keys_in_manual();

}  // namespace coapnode

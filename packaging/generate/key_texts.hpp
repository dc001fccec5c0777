// SPDX-License-Identifier: MIT
/// The keys of coapnode.yaml as a JSON schema and as a list for the manual, from the rows of src/config/keys*.cpp.
#pragma once

#include <string>

namespace coapnode {

/// config/coapnode.schema.json
std::string config_schema();
/// For coapnode.yaml(5), in mdoc(7).
std::string keys_in_manual();

}  // namespace coapnode

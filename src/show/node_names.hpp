// SPDX-License-Identifier: MIT
/// Reads names and paths from a node's links and documents.
#pragma once

#include "coapnode/rest/exchange.hpp"
#include "coapnode/rest/links.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The path of the first resource of this type (rt); empty when it has none.
std::vector<std::string> path_of(const ReadLinks& links, std::string_view type);

/// The path of the resource that describes the device; empty when it has none.
std::vector<std::string> device_path(const ReadLinks& links);

/// The text of a member of a JSON object; nullopt when there is none.
std::optional<std::string> text_member(const IncomingResponse& response, std::string_view key);

/// The title or the identifier in a resource with rt=device, as coapnoded's /info is; empty when there is none.
std::string name_in(const IncomingResponse& response);

/// What tells all addresses of a node by, in the same resource of coapnoded; empty when there is none.
std::string instance_in(const IncomingResponse& response);

}  // namespace coapnode

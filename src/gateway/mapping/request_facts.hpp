// SPDX-License-Identifier: MIT
/// What the answer to an HTTP request depends on, besides the response of the node.
#pragma once

#include "coapnode/rest/message.hpp"
#include "gateway/mapping/entity_tags.hpp"

#include <optional>
#include <string>
#include <vector>

namespace coapnode {

struct RequestFacts {
    std::string device{};             ///< its name, as in /devices/NAME
    std::vector<std::string> path{};  ///< that was asked for
    Method method = Method::get;
    bool is_private = false;         ///< it came with a token: caches that others use must not keep the answer
    bool has_client_option = false;  ///< of those that a node may refuse with 4.02
    std::optional<EntityTags> if_none_match{};  ///< of a GET
    std::optional<EntityTags> if_match{};       ///< of a GET

    [[nodiscard]] bool is_read() const { return method == Method::get; }

    bool operator==(const RequestFacts&) const = default;
};

}  // namespace coapnode

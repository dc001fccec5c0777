// SPDX-License-Identifier: MIT
/// The facts of an HTTP request that its answer depends on, besides the node's response.
#pragma once

#include "coapnode/rest/message.hpp"
#include "gateway/mapping/entity_tags.hpp"

#include <optional>
#include <string>
#include <vector>

namespace coapnode {

struct RequestFacts {
    std::string device{};             ///< its name, as in /devices/NAME
    std::vector<std::string> path{};  ///< the requested path
    Method method = Method::get;
    bool is_private = false;                    ///< it has a token, so shared caches must not keep the answer
    bool has_client_option = false;             ///< it has options that a node may refuse with 4.02
    std::optional<EntityTags> if_none_match{};  ///< of a GET
    std::optional<EntityTags> if_match{};       ///< of a GET

    [[nodiscard]] bool is_read() const { return method == Method::get; }

    bool operator==(const RequestFacts&) const = default;
};

}  // namespace coapnode

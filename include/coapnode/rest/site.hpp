// SPDX-License-Identifier: MIT
/// The tree of URIs: finds the resource, and does for all of them what RFC 7252 asks of any: 4.04, 4.05, roles, Accept,
/// ETag and 2.03, If-Match and If-None-Match, 4.13. It serves /.well-known/core itself.
#pragma once

#include "coapnode/rest/resource.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace coapnode {

class Site {
public:
    /// Two resources must not have the same path.
    explicit Site(std::vector<std::unique_ptr<Resource>> resources);

    Response handle(const Request& request);

    /// Whether a request of this method, path and client would be run: its refusal, else the largest body it may bring.
    /// For bodies that come in blocks, so that nobody sends or keeps what is refused anyway.
    [[nodiscard]] tl::expected<std::size_t, Response> admit(const Request& request) const;

    /// nullptr when there is none. Valid while the Site is.
    [[nodiscard]] Resource* find(const std::vector<std::string>& path) const;

private:
    /// Errors: not_found, and what roles refuse.
    [[nodiscard]] Result<Resource*> open(const Request& request) const;

    std::vector<std::unique_ptr<Resource>> resources_;
    /// The keys are the node's own, so no client can choose paths that share a bucket.
    struct PathHash {
        std::size_t operator()(const std::vector<std::string>& path) const;
    };
    std::unordered_map<std::vector<std::string>, Resource*, PathHash> by_path_;
};

}  // namespace coapnode

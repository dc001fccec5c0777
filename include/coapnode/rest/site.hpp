// SPDX-License-Identifier: MIT
/// The tree of URIs. It finds the resource of a request and handles what all resources have in common (RFC 7252): 4.04,
/// 4.05, roles, Accept, ETag and 2.03, If-Match and If-None-Match, 4.13. It serves /.well-known/core itself.
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

    /// Checks a request by its method, path and client, before its body has arrived. Returns the largest body that it
    /// may have, in bytes, or the response that refuses it. So a body in blocks is refused before it is sent and
    /// stored.
    [[nodiscard]] tl::expected<std::size_t, Response> admit(const Request& request) const;

    /// nullptr when there is none. Valid for as long as the Site lives.
    [[nodiscard]] Resource* find(const std::vector<std::string>& path) const;

private:
    /// Errors: not_found, method_not_allowed, unauthorized, forbidden.
    [[nodiscard]] Result<Resource*> open(const Request& request) const;

    std::vector<std::unique_ptr<Resource>> resources_;
    /// All keys are the node's own paths, so no client can choose paths that share a bucket.
    struct PathHash {
        std::size_t operator()(const std::vector<std::string>& path) const;
    };
    std::unordered_map<std::vector<std::string>, Resource*, PathHash> by_path_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The tree of URIs: finds the resource, and does for all of them what RFC 7252 asks of any: 4.04, 4.05, roles, Accept,
/// ETag and 2.03, If-Match and If-None-Match. It serves /.well-known/core itself.
#pragma once

#include "coapnode/rest/resource.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

class Site {
public:
    /// Two resources must not have the same path.
    explicit Site(std::vector<std::unique_ptr<Resource>> resources);

    Response handle(const Request& request);

    /// nullptr when there is none. Valid while the Site is.
    [[nodiscard]] Resource* find(const std::vector<std::string>& path) const;

private:
    std::vector<std::unique_ptr<Resource>> resources_;
    std::map<std::string, Resource*, std::less<>> by_path_;
};

}  // namespace coapnode

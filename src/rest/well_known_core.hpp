// SPDX-License-Identifier: MIT
/// /.well-known/core (RFC 6690 section 4): what there is, for everybody, whatever the anonymous role.
#pragma once

#include "coapnode/rest/resource.hpp"

#include <vector>

namespace coapnode {

class WellKnownCore final : public Resource {
public:
    explicit WellKnownCore(std::vector<Description> descriptions);

    Response get(const Request& request, ContentFormat format) override;

private:
    std::vector<Description> descriptions_;
    Representation all_;  ///< without a filter: what nearly every client asks for
};

}  // namespace coapnode

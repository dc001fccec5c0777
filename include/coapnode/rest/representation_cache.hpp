// SPDX-License-Identifier: MIT
/// Caches a resource's representations. Bytes are built once per state and format, and reused until the state changes.
#pragma once

#include "coapnode/rest/message.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace coapnode {

class RepresentationCache {
public:
    /// The bytes of state `version` in `format`. `build()` creates them when they are not cached.
    template <class Build>
    const Representation& get(std::uint64_t version, ContentFormat format, Build&& build)
    {
        if (version != version_) {
            built_.clear();
            version_ = version;
        }
        const auto held = std::find_if(built_.begin(), built_.end(), [&](const Representation& representation) {
            return representation.format == format;
        });
        if (held != built_.end()) return *held;
        return built_.emplace_back(make_representation(format, std::forward<Build>(build)()));
    }

private:
    std::uint64_t version_ = 0;
    std::vector<Representation> built_;
};

}  // namespace coapnode

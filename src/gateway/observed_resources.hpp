// SPDX-License-Identifier: MIT
/// Shares one observation per resource. It lives as long as somebody holds it.
#pragma once

#include "gateway/observed_resource.hpp"

#include <cstddef>
#include <map>
#include <memory>

namespace coapnode {

class ObservedResources {
public:
    static constexpr std::size_t most = 4096;

    ObservedResources(Scheduler& scheduler, ResponseCache& cache) : scheduler_{scheduler}, cache_{cache} {}

    /// `request` is a GET, whose target and Accept are those of `key`. Errors: busy.
    [[nodiscard]] Result<std::shared_ptr<ObservedResource>> observe(const std::shared_ptr<Device>& device,
                                                                    const ResourceKey& key, OutgoingRequest request);

    [[nodiscard]] std::size_t size() const;

private:
    struct Entry {
        const Device* device{};  ///< after a reload another one may have its name
        std::weak_ptr<ObservedResource> resource;
    };

    Scheduler& scheduler_;
    ResponseCache& cache_;
    std::map<ResourceKey, Entry> entries_;
};

}  // namespace coapnode

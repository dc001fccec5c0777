// SPDX-License-Identifier: MIT
/// The state of a resource as a Server-Sent Event.
#pragma once

#include "gateway/observed_resource.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace coapnode {

/// `event: value` or `event: failure`; empty when there is neither a state nor a failure.
[[nodiscard]] std::string event_text(const ObservedResource& resource, std::uint64_t id, Instant now);

/// Caches the texts of events, so that each is built once for all clients.
class EventTexts {
public:
    /// A text contains the age of the state in tenths of a second, so it is valid for this time.
    static constexpr Duration longest_use = 100ms;

    /// As event_text(). Valid until the next call.
    [[nodiscard]] const std::string& of(const std::shared_ptr<ObservedResource>& resource, std::uint64_t id,
                                        Instant now);

private:
    struct Text {
        std::weak_ptr<const ObservedResource> resource;  ///< another one may have its address
        std::string text;
    };

    std::uint64_t id_ = 0;
    Instant begun_{};
    std::map<const ObservedResource*, Text> texts_;
};

}  // namespace coapnode

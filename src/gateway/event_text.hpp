// SPDX-License-Identifier: MIT
/// What happens to a resource, as a Server-Sent Event.
#pragma once

#include "gateway/observed_resource.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace coapnode {

/// `event: value` or `event: failure`; empty where there is neither a state nor a failure.
[[nodiscard]] std::string event_text(const ObservedResource& resource, std::uint64_t id, Instant now);

/// The events of one id, each made once for all clients that get it.
class EventTexts {
public:
    /// A text says how old the state is, in tenths of a second: so long it is right.
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

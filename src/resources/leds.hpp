// SPDX-License-Identifier: MIT
/// /leds: all LEDs and what they do, or (format 40) the links to them.
#pragma once

#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "node/led.hpp"
#include "resources/version_changes.hpp"

#include <string>
#include <vector>

namespace coapnode {

/// What the list needs of a fitted LED, which outlives the site that was built on it.
struct LedView {
    std::string name;
    Led* led;
};

class LedList final : public Resource {
public:
    LedList(std::vector<LedView> leds, std::string senml_base);

    /// `{"leds":[{"name":"led","state":"on"}]}`, each as /leds/NAME shows it. In SenML, where a pack has one record at
    /// least (RFC 8428 section 3), 4.04 where there is no LED.
    Response get(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &changes_.signal(); }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;
    [[nodiscard]] std::uint64_t version() const;

    std::vector<LedView> leds_;
    std::string senml_base_;
    VersionChanges changes_;
    RepresentationCache cache_;
};

}  // namespace coapnode

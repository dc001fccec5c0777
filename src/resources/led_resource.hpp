// SPDX-License-Identifier: MIT
/// /led and /leds/NAME.
#pragma once

#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "node/led.hpp"

#include <string>

namespace coapnode {

class LedResource final : public Resource {
public:
    /// `by_thermostat`: the thermostat drives the LED, and nobody else may.
    LedResource(const std::string& path, std::string name, std::string senml_base, Led& led,
                bool by_thermostat = false);

    Response get(const Request& request, ContentFormat format) override;

    /// Begins what the body asks for, and ends what the LED did before.
    Response put(const Request& request) override;

    /// With a body like put(). Without one it toggles: an LED that is on or blinks goes off. The answer is the new
    /// state as get() shows it, which a client that toggles does not know.
    Response post(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &led_.changes(); }
    /// As it is shown: an LED that blinks is on until the pattern ends.
    [[nodiscard]] std::optional<Scalar> scalar() const override { return begins_on(led_.pattern()); }

private:
    const Representation& representation(ContentFormat format);
    [[nodiscard]] Bytes encode(ContentFormat format) const;
    Response play(const Result<LedPattern>& wanted);

    std::string name_;
    std::string senml_base_;
    Led& led_;
    bool by_thermostat_;
    RepresentationCache cache_;
};

}  // namespace coapnode

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

    /// Begins what the body asks for, in place of what it does.
    Response put(const Request& request) override;

    /// With a body as put(); without one toggles: what is on or blinks goes off. Answers with the new state as get()
    /// shows it: who toggles does not know it.
    Response post(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &led_.changes(); }
    /// As it is shown: one that blinks is on from its beginning to its end.
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

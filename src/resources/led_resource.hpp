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
    LedResource(const std::string& path, std::string name, std::string senml_base, Led& led);

    Response get(const Request& request, ContentFormat format) override;

    /// Sets the state that the body names.
    Response put(const Request& request) override;

    /// With a body as put(); without one toggles.
    Response post(const Request& request) override;

    [[nodiscard]] ChangeSignal* changes() override { return &led_.changes(); }
    [[nodiscard]] std::optional<Scalar> scalar() const override { return led_.is_on(); }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;
    Response set(const Result<bool>& wanted);

    std::string name_;
    std::string senml_base_;
    Led& led_;
    RepresentationCache cache_;
};

}  // namespace coapnode

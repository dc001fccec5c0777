// SPDX-License-Identifier: MIT
/// /thermostat.
#pragma once

#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "node/thermostat.hpp"

#include <cstdint>
#include <string>

namespace coapnode {

/// Sets the target, in thousandths of °C, that a body named.
Response put_target(Thermostat& thermostat, const Result<std::int32_t>& target);

class ThermostatResource final : public Resource {
public:
    ThermostatResource(std::string senml_base, Thermostat& thermostat);

    /// `{"target":21.5,"temperature":20.1,"output":"on","mode":"heat"}`; while it fails safe, "error" in place of the
    /// temperature; "error" also while the output cannot be driven. As text the target alone.
    Response get(const Request& request, ContentFormat format) override;

    /// `{"target":21.5}`, or the text 21.5; or what get() shows, with another target.
    Response put(const Request& request) override;

    [[nodiscard]] ChangeSignal* changes() override { return &thermostat_.changes(); }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;

    std::string senml_base_;
    Thermostat& thermostat_;
    RepresentationCache cache_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "config/keys.hpp"
#include "generate/key_schema.hpp"
#include "generate/key_texts.hpp"

#include "coapnode/core/derived.hpp"
#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/sensors/models.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// What can be computed from what the chip measures.
Json derivable_by(const Model& model)
{
    auto names = Json::array();
    for (const auto& row : derived_rows()) {
        if (std::ranges::all_of(row.needs, [&](Quantity needed) { return model.measures(needed); }))
            names.push_back(name_of(row.quantity));
    }
    return names;
}

/// What needs the altitude, and the altitude alone, make no sense.
void add_altitude_rules(Json& sensor)
{
    for (const auto& row : derived_rows()) {
        if (!row.needs_altitude) continue;
        const Json listed{{"properties", {{"derived", {{"contains", {{"const", name_of(row.quantity)}}}}}}},
                          {"required", {"derived"}}};
        const Json given{{"required", {"altitude"}}};
        sensor["allOf"].push_back({{"if", listed}, {"then", given}});
        sensor["allOf"].push_back({{"if", given}, {"then", listed}});
    }
}

/// How a chip is found: on its bus, or by the name that the kernel has for it.
Json place_of(const Model& model)
{
    if (!model.is_on_i2c()) return {{"bus", false}, {"address", false}};
    std::vector<std::string> addresses;
    for (const auto address : model.addresses)
        addresses.push_back(to_string(I2cAddress{"", address}).substr(0, 4));
    return {{"address",
             {{"enum", std::vector<int>(model.addresses.begin(), model.addresses.end())},
              {"errorMessage",
               std::string{model.driver} + " answers at " + alternatives({addresses.begin(), addresses.end()})}}},
            {"device", false},
            {"measures", false}};
}

/// What the chips of one driver can be told.
Json rule_of(const Model& model)
{
    auto rule = place_of(model);
    for (const auto quantity : measured_quantities) {
        if (model.measures(quantity)) continue;
        for (const auto* const key : {"valid", "largest_step", "calibration", "smoothing"})
            rule[key]["properties"][std::string{name_of(quantity)}] = false;
    }
    rule["derived"]["items"]["enum"] = derivable_by(model);
    Json then{{"properties", std::move(rule)}};
    if (!model.is_on_i2c()) then["required"] = {"device"};
    return {{"if", {{"properties", {{"driver", {{"const", model.driver}}}}}, {"required", {"driver"}}}},
            {"then", std::move(then)}};
}

}  // namespace

std::string config_schema()
{
    auto schema = schema_of_file("coapnode.yaml", "What coapnoded(8) reads, see coapnode.yaml(5).", node_keys().text());
    auto& sensor = schema["properties"]["sensors"]["items"];
    for (const auto* const key : {"derived", "measures"})
        sensor["properties"][key]["uniqueItems"] = true;
    add_altitude_rules(sensor);
    for (const auto& model : drivers())
        sensor["allOf"].push_back(rule_of(model));
    return schema.dump(2) + '\n';
}

}  // namespace coapnode

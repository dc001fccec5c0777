// SPDX-License-Identifier: MIT
#include "config/keys.hpp"
#include "generate/key_schema.hpp"
#include "generate/key_texts.hpp"

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/sensors/models.hpp"

namespace coapnode {

namespace {

/// What the chips of one driver can be told.
Json rule_of(const Model& model)
{
    std::vector<std::string> addresses;
    for (const auto address : model.addresses)
        addresses.push_back(to_string(I2cAddress{"", address}).substr(0, 4));
    const std::string driver{model.driver};
    Json rule{{"address",
               {{"enum", std::vector<int>(model.addresses.begin(), model.addresses.end())},
                {"errorMessage", driver + " answers at " + alternatives({addresses.begin(), addresses.end()})}}}};
    for (const auto quantity : all_quantities) {
        if (!model.measures(quantity)) rule["calibration"]["properties"][std::string{name_of(quantity)}] = false;
    }
    return {{"if", {{"properties", {{"driver", {{"const", driver}}}}}, {"required", {"driver"}}}},
            {"then", {{"properties", std::move(rule)}}}};
}

}  // namespace

std::string config_schema()
{
    auto schema = schema_of_file("coapnode.yaml", "What coapnoded(8) reads, see coapnode.yaml(5).", node_keys().text());
    for (const auto& model : models())
        schema["properties"]["sensors"]["items"]["allOf"].push_back(rule_of(model));
    return schema.dump(2) + '\n';
}

}  // namespace coapnode

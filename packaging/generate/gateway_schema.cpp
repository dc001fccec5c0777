// SPDX-License-Identifier: MIT
#include "gateway/config/keys.hpp"
#include "generate/key_schema.hpp"
#include "generate/key_texts.hpp"

namespace coapnode {

namespace {

/// A node with coaps has an identity and one key, another one has neither.
Json rule_of_keys()
{
    Json secure{{"required", {"identity"}}};
    Json plain{{"properties", {{"identity", false}}}};
    for (const auto* const key : {"psk_file", "psk_hex", "psk"}) {
        secure["oneOf"].push_back({{"required", {key}}});
        plain["properties"][key] = false;
    }
    return {{"if", {{"properties", {{"uri", {{"pattern", "^[^:]*[sS]:"}}}}}, {"required", {"uri"}}}},
            {"then", std::move(secure)},
            {"else", std::move(plain)}};
}

}  // namespace

std::string gateway_schema()
{
    auto schema =
        schema_of_file("gateway.yaml", "What coapnode-gateway(8) reads, see gateway.yaml(5).", gateway_keys().text());
    schema["properties"]["listen"]["minItems"] = 1;
    schema["properties"]["nodes"]["items"].update(rule_of_keys());
    return schema.dump(2) + '\n';
}

}  // namespace coapnode

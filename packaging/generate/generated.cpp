// SPDX-License-Identifier: MIT
#include "generate/generated.hpp"

#include "generate/driver_tables.hpp"
#include "generate/key_texts.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::array rows{
    Generated{"chips", Language::markdown, chips_in_markdown},
    Generated{"drivers", Language::markdown, drivers_in_markdown},
    Generated{"boards", Language::markdown, boards_in_markdown},
    Generated{"drivers", Language::manual, drivers_in_manual},
    Generated{"keys", Language::manual, keys_in_manual},
    Generated{"config/coapnode.schema.json", Language::whole_file, config_schema},
    Generated{"gateway-keys", Language::manual, gateway_keys_in_manual},
    Generated{"config/gateway.schema.json", Language::whole_file, gateway_schema},
};

}  // namespace

std::span<const Generated> generated_texts()
{
    return rows;
}

}  // namespace coapnode

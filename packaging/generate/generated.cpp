// SPDX-License-Identifier: MIT
#include "generate/generated.hpp"

#include "generate/driver_tables.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::array rows{
    Generated{"drivers", Language::markdown, drivers_in_markdown},
    Generated{"drivers", Language::manual, drivers_in_manual},
};

}  // namespace

std::span<const Generated> generated_texts()
{
    return rows;
}

}  // namespace coapnode

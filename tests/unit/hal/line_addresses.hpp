// SPDX-License-Identifier: MIT
#pragma once

#include "coapnode/hal/output_line.hpp"

#include <string>
#include <utility>

namespace coapnode {

inline LineAddress named(std::string line)
{
    return {std::move(line), "", 0};
}

inline LineAddress numbered(std::string chip, unsigned offset)
{
    return {"", std::move(chip), offset};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Tables with one row for each Errc, in the order of the enum. has_a_row_for_each() lets a static_assert find a
/// missing row.
#pragma once

#include "coapnode/core/error.hpp"

#include <array>
#include <cstddef>

namespace coapnode {

template <class Value>
struct ErrcRow {
    Errc code;
    Value value;
};

constexpr std::size_t index_of(Errc code)
{
    return static_cast<std::size_t>(code);
}

template <class Value, std::size_t count>
constexpr bool has_a_row_for_each(const std::array<ErrcRow<Value>, count>& rows)
{
    for (std::size_t index = 0; index < count; ++index)
        if (index_of(rows.at(index).code) != index) return false;
    return count == index_of(Errc::unsupported_format) + 1;
}

template <class Value, std::size_t count>
constexpr const Value& value_for(const std::array<ErrcRow<Value>, count>& rows, Errc code)
{
    return rows.at(index_of(code)).value;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The clauses in which every back end tells what failed: "no answer at 0x44 on /dev/i2c-1".
/// What to do about it stands in core/error.cpp.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/hal/output_line.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// The words that go before the place; `code` is one of those I2cDevice and OutputLine name.
constexpr std::string_view failure_clause(Errc code)
{
    switch (code) {
    case Errc::no_answer:
        return "no answer at ";
    case Errc::bus_busy:
        return "a kernel driver owns ";
    case Errc::bus_timeout:
        return "the bus hung at ";
    case Errc::bus_missing:
        return "no bus for ";
    case Errc::access_denied:
        return "no permission for ";
    case Errc::line_missing:
        return "cannot find ";
    case Errc::line_busy:
        return "another program holds ";
    case Errc::line_io:
        return "cannot drive ";
    default:
        return "transfer failed at ";
    }
}

/// `where` is an I2cAddress or a LineAddress; `detail`, if any, stands behind it in parentheses.
template <class Where>
Failure hardware_failure(Errc code, const Where& where, std::string_view detail = {})
{
    auto message = std::string{failure_clause(code)} + to_string(where);
    if (!detail.empty()) message.append(" (").append(detail).append(")");
    return fail(code, std::move(message));
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// What is wrong with a value, as it stands in the mistake's message.
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

inline Failure complaint(std::string message)
{
    return fail(Errc::bad_value, std::move(message));
}

/// The text in single quotes, fit for one line of a terminal: cut where it is long, control characters replaced.
std::string in_quotes(std::string_view text);

/// "expected a duration such as 5s, not 'soon'"
std::string not_a(std::string_view expected, std::string_view text);

}  // namespace coapnode

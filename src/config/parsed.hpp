// SPDX-License-Identifier: MIT
/// What reading a value out of text gives: the value, or the complaint that stands in the mistake's message.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace coapnode {

template <class T>
using Parsed = tl::expected<T, std::string>;

using Complaint = tl::unexpected<std::string>;

/// The text in single quotes, fit for one line of a terminal: cut where it is long, control characters replaced.
std::string in_quotes(std::string_view text);

/// "expected a duration such as 5s, not 'soon'"
Complaint not_a(std::string_view expected, std::string_view text);

}  // namespace coapnode

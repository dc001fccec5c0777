// SPDX-License-Identifier: MIT
/// coap://ADDRESS[:PORT][/PATH] of a resource directory. Numeric only: looking up a name would block the loop.
#pragma once

#include "coapnode/config/config.hpp"
#include "yaml/complaint.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view directory_uri_form = "a URI such as coap://192.168.1.5 or coap://[fd00::5]:5683/rd";
inline constexpr std::size_t max_directory_uri_size = 255;

/// A regular expression of ECMA 262, for editors.
std::string directory_uri_pattern();

/// The lifetime stays at its default.
Result<DirectoryConfig> parse_directory_uri(std::string_view text);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Reads bearer tokens from the configuration or from a file. No message holds any part of a token.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::size_t min_token_size = 16;
inline constexpr std::size_t max_token_size = 256;
inline constexpr std::size_t max_token_file_size = 4096;

/// Whether the text has the characters of a token in an Authorization header (RFC 6750 section 2.1, b64token).
bool is_token_text(std::string_view text);

/// 16 to 256 of these characters, and no placeholder. Errors: bad_value.
Result<std::string> parse_token(std::string_view text);

/// Reads a file of one line; its end and surrounding blanks are ignored. Refuses a file that users other than its owner
/// and group may access. Errors: bad_value; the messages name the file.
Result<std::string> token_in_file(const std::filesystem::path& file);

/// A regular expression of ECMA 262, for editors.
std::string token_pattern();

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The values of HTTP fields as text (RFC 9110 section 5.6).
#pragma once

#include "coapnode/http/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Without blanks and tabs at both ends.
std::string_view without_blanks(std::string_view text);

/// Whether it is a token (RFC 9110 section 5.6.2), such as a method.
bool is_token(std::string_view text);

/// All digits, and no larger than `most`: what is larger is `most`. nullopt for anything else.
std::optional<std::uint32_t> whole_number_in(std::string_view text, std::uint32_t most);

std::size_t count_of(const HttpFields& fields, std::string_view name);

/// The values of all fields with this name, with commas between them (RFC 9110 section 5.3); nullopt: there is none.
std::optional<std::string> joined_field(const HttpFields& fields, std::string_view name);

/// The parts between the separators, without surrounding blanks. Separators in quoted strings are ignored. Empty parts
/// and parts beyond the first `most` are skipped.
std::vector<std::string_view> parts_of(std::string_view text, char separator, std::size_t most);

/// A token, or the text of a quoted string; nullopt for anything else.
std::optional<std::string> token_or_quoted(std::string_view text);

}  // namespace coapnode

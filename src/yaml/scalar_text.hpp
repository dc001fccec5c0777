// SPDX-License-Identifier: MIT
/// How the single values of a YAML file are written: in quotes, or plain.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Bytes of the text in quotes at the head of `from`, with its quotes; nullopt where it has no end.
std::optional<std::size_t> quoted_size(std::string_view from);

/// Bytes of the value at the head of `from`; of a plain one what stands in its first line, of a
/// block (| and >) what stands before its text. `in_brackets` as in
/// YamlNode.
std::size_t scalar_size(std::string_view from, bool in_brackets);

/// The value as it can be written wherever one can stand. `value` is printable text.
std::string in_double_quotes(std::string_view value);

/// Whether `written`, put into one line, is read as `value`.
bool reads_as(std::string_view written, bool in_brackets, std::string_view value);

}  // namespace coapnode

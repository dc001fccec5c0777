// SPDX-License-Identifier: MIT
/// Writes a document as text.
#pragma once

#include "show/document.hpp"

#include <cstddef>
#include <string>

namespace coapnode {

/// JSON in one line, for programs: bytes are a string "h'00ff'", NaN and the infinities are null, keys are strings.
void append_json(std::string& out, const Document::Item& item);

/// In one line, for people: `{"a": 1, "b": h'00ff'}`.
std::string inline_document(const Document::Item& item);

/// Containers nested deeper than this are shown in one line.
inline constexpr std::size_t deepest_indented = 8;

/// Indented, for people. Containers that fit into `width` columns are written in one line. Ends with a newline.
std::string indented_document(const Document::Item& item, std::size_t width);

/// A value as people read it: a text without quotes, RFC 3339 times in the machine's zone, a container in one line.
std::string plain_value(const Document::Item& item);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The text of a YAML file by lines: what the parser does not tell of it.
#pragma once

#include "yaml/mended_text.hpp"
#include "yaml/report.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace coapnode {

/// Holds views of the text it is made from. Lines and columns of the parser count bytes from 0.
class YamlSource {
public:
    explicit YamlSource(std::string_view text, std::vector<MendedText::Shift> shifts = {});

    /// Without the byte order mark.
    [[nodiscard]] std::string_view text() const { return text_; }

    /// Reports what YAML does not allow: bytes that are not UTF-8, control characters. The parser would read some of
    /// them as something else.
    bool check_characters(Report& report) const;

    [[nodiscard]] Place place(int line, int column) const;

    /// The byte of the text, a byte order mark counted in.
    [[nodiscard]] std::size_t offset(int line, int column) const;

    /// Where the line's indentation has a tab.
    [[nodiscard]] std::optional<Place> indenting_tab(int line) const;

    /// Whether the quoted text that begins here ends: the parser lets it run to the end of the file in silence.
    [[nodiscard]] bool quote_is_closed(int line, int column) const;

    [[nodiscard]] std::string_view from(int line, int column) const;  ///< the rest of the file

    /// Without its end; empty where there is none of this number.
    [[nodiscard]] std::string_view line_at(int line) const;

private:
    std::string_view text_;
    std::size_t mark_size_;
    std::vector<MendedText::Shift> shifts_;  // between this text and the one that the places are of
    std::vector<std::string_view> lines_;    // without '\n'
};

}  // namespace coapnode

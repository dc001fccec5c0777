// SPDX-License-Identifier: MIT
/// Finds and hides keys in comments: old keys, and those of identities that are commented out.
#pragma once

#include "yaml/comments.hpp"

#include "coapnode/core/result.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The secrets of a text.
struct Secrets {
    std::vector<std::string> values;  ///< the keys
    std::set<std::size_t> lines;      ///< the starts of lines with a key
};

/// The start of the line that contains byte `at`.
std::size_t line_begin(std::string_view text, std::size_t at);

/// The comments as they may be shown. Hidden are: the text after the word psk or psk_hex, also in comment lines that
/// continue it; a comment on the line of a key; a key in use; a run of hex digits that is long enough for a key.
std::vector<std::string> hidden_forms(std::string_view text, const std::vector<Comment>& comments,
                                      const Secrets& secrets);

/// A text before and after its comments were hidden. The two lists belong together.
struct HiddenText {
    std::string_view text;
    std::vector<Comment> comments;
    std::string shown;
    std::vector<Comment> shown_comments;
};

/// The original text of the comment of `sent` at `comment`, found by its visible part and the lines above. Errors:
/// bad_body, when it is not known.
Result<std::string_view> original_of(const HiddenText& before, std::string_view sent, const Comment& comment);

}  // namespace coapnode

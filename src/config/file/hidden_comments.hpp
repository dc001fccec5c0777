// SPDX-License-Identifier: MIT
/// Keys in comments, of identities that were switched off or had another key: as far as they can be known for one.
#pragma once

#include "yaml/comments.hpp"

#include "coapnode/core/result.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// What of a text must not be seen.
struct Secrets {
    std::vector<std::string> values;  ///< of its keys
    std::set<std::size_t> lines;      ///< where a line with a key begins
};

/// The byte at which the line with byte `at` begins.
std::size_t line_begin(std::string_view text, std::size_t at);

/// Each comment as it may be shown. Hidden is what stands behind the word psk or psk_hex, and in the comment lines
/// below that go on with it; a comment on the line of a key; a key in use; a run of hex digits that is long enough for
/// a key.
std::vector<std::string> hidden_forms(std::string_view text, const std::vector<Comment>& comments,
                                      const Secrets& secrets);

/// A text before and after its comments were hidden. The two lists belong together.
struct HiddenText {
    std::string_view text;
    std::vector<Comment> comments;
    std::string shown;
    std::vector<Comment> shown_comments;
};

/// What stood in the comment of `sent` that begins at `comment`, by what it and the lines above it look like. bad_body
/// where that is not known.
Result<std::string_view> original_of(const HiddenText& before, std::string_view sent, const Comment& comment);

}  // namespace coapnode

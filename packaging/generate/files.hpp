// SPDX-License-Identifier: MIT
/// The generated texts in the files of the source tree: what each file should hold.
#pragma once

#include "coapnode/core/result.hpp"
#include "generate/generated.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace coapnode {

struct FileText {
    std::filesystem::path path;
    std::string is;
    std::string should_be;
};

/// `document` with the text of each row of `texts` in that language between its two lines. What was found is added
/// to `placed`. Errors: bad_value (a name that is unknown, a begin without an end).
Result<std::string> filled_in(const std::string& document, Language language, std::span<const Generated> texts,
                              std::set<std::string>& placed);

/// All files under `root` that hold generated text. Errors: bad_value, not_found (a text stands in
/// none).
Result<std::vector<FileText>> generated_files(const std::filesystem::path& root, std::span<const Generated> texts);

}  // namespace coapnode

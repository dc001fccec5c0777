// SPDX-License-Identifier: MIT
/// --init: creates the key and token files that a configuration names but that do not exist.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

/// A link to a missing file is left alone: it is unknown who could read the new file.
bool is_missing(const std::filesystem::path& file);

/// Calls `make` and then `tell` for each of `wanted` whose `file` is missing. Returns their number, or the first error
/// of `make`.
template <class Wanted, class Make, class Tell>
Result<std::size_t> make_missing(const std::vector<Wanted>& wanted, Make make, Tell tell)
{
    std::size_t made = 0;
    for (const auto& one : wanted) {
        if (!is_missing(one.file)) continue;
        if (const auto done = make(one); !done) return fail(done);
        tell(one);
        ++made;
    }
    return made;
}

/// The absolute path of the file, as it is shown to the user.
std::filesystem::path whole_path(const std::filesystem::path& file);

/// A word of a command that the user copies into a shell.
std::string quoted(const std::string& word);

}  // namespace coapnode

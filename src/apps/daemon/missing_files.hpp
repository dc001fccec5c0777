// SPDX-License-Identifier: MIT
/// --init: the files with keys or tokens that a configuration names and that do not exist are made.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

/// Not so a link to a file that does not exist: nobody knows who would read that one.
bool is_missing(const std::filesystem::path& file);

/// Hands each of `wanted` whose `file` is missing to `make`, and after that to `tell`. Returns how many; the first
/// error of `make` ends it.
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

/// The file by its whole path, as it is shown to the user.
std::filesystem::path whole_path(const std::filesystem::path& file);

/// A word of a command that the user copies into a shell.
std::string quoted(const std::string& word);

}  // namespace coapnode

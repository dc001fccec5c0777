// SPDX-License-Identifier: MIT
/// A regular file read whole, bounded, with what its mode says of other users.
#pragma once

#include "yaml/complaint.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace coapnode {

struct TextFile {
    std::string text;
    bool open_to_group{};   ///< users of its group may read, write or execute it
    bool open_to_others{};  ///< users outside owner and group may read, write or execute it
};

/// Complaints are clauses to stand behind the file's name: "does not exist", "is a directory, not a file".
Result<TextFile> read_text_file(const std::filesystem::path& file, std::size_t most_bytes);

/// "is larger than 262144 bytes"
std::string larger_than(std::size_t most_bytes);

/// "can be used by every user of this machine: chmod o-rwx FILE": what is wrong with a file that holds keys.
std::string open_to_others_complaint(const std::filesystem::path& file);

}  // namespace coapnode

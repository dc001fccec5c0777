// SPDX-License-Identifier: MIT
#include "apps/daemon/missing_files.hpp"

namespace coapnode {

bool is_missing(const std::filesystem::path& file)
{
    return !std::filesystem::exists(std::filesystem::symlink_status(file));
}

std::filesystem::path whole_path(const std::filesystem::path& file)
{
    return std::filesystem::absolute(file).lexically_normal();
}

std::string quoted(const std::string& word)
{
    std::string quoted = "'";
    for (const char letter : word) {
        if (letter == '\'') {
            quoted += R"('\'')";
        } else {
            quoted += letter;
        }
    }
    return quoted + '\'';
}

}  // namespace coapnode

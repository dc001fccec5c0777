// SPDX-License-Identifier: MIT
/// What root sees, the service's user may not: whoever checks a configuration as root is told.
#pragma once

#include "coapnode/config/load.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

inline constexpr auto service_user = "coapnode";  // User= of the unit, and the user of its sysusers.d

/// What the daemon will do with a file or a folder.
struct Need {
    enum class Kind {
        read,         ///< a file
        write,        ///< a file, where it is there
        make_entries  ///< a folder, where it is there
    };

    std::filesystem::path path;
    Kind kind = Kind::read;
};

/// What the daemon needs of the configuration's files, its key files, and `config` where it is good.
std::vector<Need> needs_of(const std::filesystem::path& file, const Config* config);

/// What `user` cannot do, each with what to do about it. Asked in a child process that is that user, with all of its
/// groups, so that access lists count, too. Nothing where the caller is not root, or there is no such user.
Mistakes denied_to(const std::string& user, const std::vector<Need>& needs);

}  // namespace coapnode

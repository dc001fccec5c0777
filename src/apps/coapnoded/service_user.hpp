// SPDX-License-Identifier: MIT
/// Root can read files that the user of the service cannot: a check of the configuration by root says so.
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

/// What the daemon needs of the configuration file, its key files, and what `config` names if it is valid.
std::vector<Need> needs_of(const std::filesystem::path& file, const Config* config);

/// What `user` cannot do, each with its remedy. A child process with that user and all of its groups finds out, so that
/// access lists count too. Empty if the caller is not root, or there is no such user.
Mistakes denied_to(const std::string& user, const std::vector<Need>& needs);

}  // namespace coapnode

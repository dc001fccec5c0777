// SPDX-License-Identifier: MIT
/// Checks, for root, that the user of the service can access the files of a configuration.
#pragma once

#include "coapnode/config/load.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

inline constexpr auto service_user = "coapnode";  // User= of the unit, and the user of its sysusers.d

/// How the daemon uses a file or a folder.
struct Need {
    enum class Kind {
        read,         ///< a file
        write,        ///< a file, if it exists
        make_entries  ///< a folder, if it exists
    };

    std::filesystem::path path;
    Kind kind = Kind::read;
};

/// The files that the daemon needs: the configuration, its key files, and those that a valid `config` names.
std::vector<Need> needs_of(const std::filesystem::path& file, const Config* config);

/// The accesses that `user` does not have, each with its remedy. A child process with that user and its groups checks
/// them, so access lists count too. Empty when the caller is not root or there is no such user.
Mistakes denied_to(const std::string& user, const std::vector<Need>& needs);

}  // namespace coapnode

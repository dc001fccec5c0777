// SPDX-License-Identifier: MIT
/// Rights of files hold root back nowhere: a test that is about them runs as somebody else meanwhile.
#pragma once

#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>

namespace coapnode {

inline bool is_root()
{
    return ::geteuid() == 0;
}

inline constexpr uid_t nobody_user = 65534;

/// For root: gives all that is in `folder` to nobody.
inline void give_to_nobody(const std::filesystem::path& folder)
{
    if (!is_root()) return;
    [[maybe_unused]] int done = ::chown(folder.c_str(), nobody_user, nobody_user);
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        done = ::lchown(entry.path().c_str(), nobody_user, nobody_user);
}

/// Whoever runs the tests, for as long as it lives, but nobody instead of root.
class Unprivileged {
public:
    Unprivileged()
    {
        if (!was_root_) return;
        [[maybe_unused]] int done = ::setegid(nobody_user);
        done = ::seteuid(nobody_user);
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;
    ~Unprivileged()
    {
        if (!was_root_) return;
        [[maybe_unused]] int done = ::seteuid(0);
        done = ::setegid(0);
    }

private:
    bool was_root_ = is_root();
};

}  // namespace coapnode

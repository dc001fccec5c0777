// SPDX-License-Identifier: MIT
#include "store/file_failure.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <system_error>

namespace coapnode {

namespace {

std::string own_user()
{
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 1024> text{};
    const auto user = ::geteuid();
    const bool is_named = ::getpwuid_r(user, &entry, text.data(), text.size(), &found) == 0 && found != nullptr;
    return is_named ? entry.pw_name : std::to_string(user);
}

bool is_there(const std::filesystem::path& file)
{
    struct stat status {};
    return ::lstat(file.c_str(), &status) == 0;
}

bool is_usable(const std::filesystem::path& file, int mode)
{
    return ::faccessat(AT_FDCWD, file.c_str(), mode, AT_EACCESS) == 0;
}

/// Who owns it already lacks only the right to it.
std::string command_for(const std::filesystem::path& place)
{
    struct stat status {};
    const bool is_own = ::stat(place.c_str(), &status) == 0 && status.st_uid == ::geteuid();
    return is_own ? "chmod u+rwX " + place.string() : "chown " + own_user() + ' ' + place.string();
}

/// Of the file itself, of its folder, or of one above it that lets nobody through.
std::string permission_advice(const std::filesystem::path& file)
{
    if (is_there(file) && !is_usable(file, R_OK | W_OK)) return command_for(file);
    const auto folder = std::filesystem::absolute(file).parent_path();
    auto place = folder;
    while (!is_there(place) && place.has_relative_path())
        place = place.parent_path();
    if (place == folder || !is_usable(place, X_OK)) return command_for(place);
    return "install -d -o " + own_user() + ' ' + folder.string();
}

std::string advice(const std::filesystem::path& file, int number)
{
    switch (number) {
    case EACCES:
        return "; as root: " + permission_advice(file);
    case EPERM:
        return "; it may be immutable: see lsattr " + file.string();
    case EROFS:
        return "; its file system is read-only, or the service may not write there (ReadWritePaths= of the unit)";
    case ENOSPC:
    case EDQUOT:
        return "; free some space there";
    default:
        return "";
    }
}

}  // namespace

std::string cause_and_advice(const std::filesystem::path& file, int number)
{
    return ": " + std::generic_category().message(number) + advice(file, number);
}

std::string file_failure(const std::filesystem::path& file, const std::string& what, int number)
{
    return file.string() + " cannot be " + what + cause_and_advice(file, number);
}

std::optional<std::string> obstacle_at(const std::filesystem::path& file, int mode)
{
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0) {
        return errno == ENOENT ? std::nullopt : std::optional{file_failure(file, "opened", errno)};
    }
    if (::stat(file.c_str(), &status) != 0) {
        if (errno != ENOENT) return file_failure(file, "opened", errno);
        return file.string() + " is a link to a file that does not exist: mount its disk, or remove the link";
    }
    if (S_ISDIR(status.st_mode)) return file.string() + " is a folder, not a file: move it away";
    if (!S_ISREG(status.st_mode)) return file.string() + " is not a regular file: move it away";
    if (!is_usable(file, mode)) return file_failure(file, "opened", errno);
    return std::nullopt;
}

bool is_writable(const std::filesystem::path& folder)
{
    return is_usable(folder, W_OK | X_OK);
}

void give_to_owner_of(const std::filesystem::path& folder, int fd)
{
    struct stat status {};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &status) != 0) return;
    [[maybe_unused]] const int done = ::fchown(fd, status.st_uid, status.st_gid);
}

}  // namespace coapnode

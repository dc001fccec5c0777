// SPDX-License-Identifier: MIT
#include "coapnode/config/config_file.hpp"

#include "coapnode/config/load.hpp"
#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"
#include "config/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace coapnode {

namespace {

using Done = tl::expected<void, std::string>;

Done cannot(const std::string& what)
{
    auto sentence = what + ": " + std::generic_category().message(errno);
    if (errno == EROFS || errno == EACCES || errno == EPERM) {
        sentence += "; the service must be allowed to write there (see remote_config in coapnode.yaml(5))";
    }
    return tl::unexpected{std::move(sentence)};
}

/// Asked for only where it changes something: the service may not (SystemCallFilter=), and need not.
bool give_to_group(int fd, gid_t group)
{
    struct stat own {};
    if (::fstat(fd, &own) != 0) return false;
    return own.st_gid == group || ::fchown(fd, static_cast<uid_t>(-1), group) == 0;
}

/// A new file of the mode and the group of `like`; its user is the daemon's.
Done write_like(const std::string& path, const std::string& like, std::string_view text)
{
    struct stat model {};
    if (::stat(like.c_str(), &model) != 0) return cannot(like + " cannot be examined");
    const FileDescriptor fd{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!fd.is_open()) return cannot(path + " cannot be made");
    if (!give_to_group(fd.get(), model.st_gid) || ::fchmod(fd.get(), model.st_mode & 0777) != 0)
        return cannot(path + " cannot be made like " + like);
    errno = write_all(fd.get(), text);
    if (errno != 0 || ::fsync(fd.get()) != 0) return cannot(path + " cannot be written");
    return {};
}

/// Puts `text` in place of `file`, by way of a new file.
Done put(const std::string& file, const std::string& like, std::string_view text)
{
    const auto next = file + ".new";
    ::unlink(next.c_str());  // of a replacement that was cut off
    auto done = write_like(next, like, text);
    if (done && std::rename(next.c_str(), file.c_str()) != 0) done = cannot(file + " cannot be replaced");
    if (!done) ::unlink(next.c_str());
    return done;
}

}  // namespace

tl::expected<std::string, std::string> read_config_file(const std::filesystem::path& file)
{
    auto content = read_text_file(file, max_config_size);
    if (content) return std::move(content->text);
    return tl::unexpected{file.string() + ": " + content.error()};
}

tl::expected<void, std::string> replace_config_file(const std::filesystem::path& file, std::string_view text)
{
    std::error_code failed;
    const auto real = std::filesystem::canonical(file, failed);
    if (failed) return tl::unexpected{file.string() + ": " + failed.message()};
    const auto before = read_config_file(real);
    if (!before) return tl::unexpected{before.error()};
    // A copy, not a second name: the file is root's, and Linux lets nobody else link it (fs.protected_hardlinks).
    auto done = put(real.string() + ".previous", real.string(), *before);
    if (done) done = put(real.string(), real.string(), text);
    sync_folder(real.parent_path());
    return done;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/config/file/secret_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>

namespace coapnode {

namespace {

bool write_to_disk(int fd, std::string_view content)
{
    errno = write_all(fd, content);
    return errno == 0 && ::fsync(fd) == 0;
}

bool share_with_group_of(int fd, const std::filesystem::path& like)
{
    struct stat model {};
    if (::stat(like.c_str(), &model) != 0) return false;
    return ::fchown(fd, static_cast<uid_t>(-1), model.st_gid) == 0 && ::fchmod(fd, 0640) == 0;
}

}  // namespace

Result<void> make_secret_file(const std::filesystem::path& file, std::string_view content,
                              const std::filesystem::path& like)
{
    const auto cannot = [&](const char* what) {
        return fail(Errc::not_stored,
                    file.string() + " cannot be " + what + ": " + std::generic_category().message(errno));
    };
    const FileDescriptor fd{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!fd.is_open()) return cannot("made");
    if (share_with_group_of(fd.get(), like) && write_to_disk(fd.get(), content)) return {};
    auto failed = cannot("written");
    ::unlink(file.c_str());
    return failed;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "store/whole_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"
#include "store/file_failure.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

namespace coapnode {

Result<std::optional<std::string>> read_whole_file(const std::filesystem::path& file, std::size_t most, Links links)
{
    if (auto obstacle = obstacle_at(file, R_OK)) return fail(Errc::not_stored, *std::move(obstacle));
    // O_NONBLOCK: to open a FIFO must not wait for its writer.
    const int refused = links == Links::refused ? O_NOFOLLOW : 0;
    const FileDescriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | refused)};
    if (!fd.is_open() && errno == ENOENT) return std::optional<std::string>{};
    if (!fd.is_open() && errno == ELOOP && refused != 0) {
        return fail(Errc::not_stored, file.string() + " is a link, not a file: move it away");
    }
    if (!fd.is_open()) return fail(Errc::not_stored, file_failure(file, "opened", errno));
    std::string text;
    if (const int number = read_all(fd.get(), text, most); number != 0) {
        return fail(Errc::not_stored, file_failure(file, "read", number));
    }
    return text;
}

Result<void> replace_whole_file(const std::filesystem::path& file, std::string_view text)
{
    const auto cannot = [](const std::filesystem::path& place, int number) {
        return fail(Errc::not_stored, file_failure(place, "written", number));
    };
    if (auto obstacle = obstacle_at(file, R_OK)) return fail(Errc::not_stored, *std::move(obstacle));
    const auto folder = file.parent_path();
    const auto fresh = file.string() + ".new";
    if (::unlink(fresh.c_str()) != 0 && errno != ENOENT) return cannot(fresh, errno);  // what a crash left behind
    const FileDescriptor fd{::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!fd.is_open()) return cannot(file, errno);
    give_to_owner_of(folder, fd.get());
    int number = ::fchmod(fd.get(), 0600) == 0 ? write_all(fd.get(), text) : errno;
    if (number == 0 && ::fdatasync(fd.get()) != 0) number = errno;
    if (number == 0 && ::rename(fresh.c_str(), file.c_str()) != 0) number = errno;
    if (number == 0) number = sync_folder(folder);
    if (number == 0) return {};
    ::unlink(fresh.c_str());
    return cannot(file, number);
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/core/file_io.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <cerrno>

namespace coapnode {

int read_all(int fd, std::string& into, std::size_t most)
{
    std::array<char, 4096> block{};
    while (into.size() <= most) {
        const auto count = ::read(fd, block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (count == 0) return 0;
        into.append(block.data(), static_cast<std::size_t>(count));
    }
    return 0;
}

int write_all(int fd, std::string_view text)
{
    while (!text.empty()) {
        const auto count = ::write(fd, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

bool write_to_stdout(std::string_view program, std::string_view text)
{
    const int error = write_all(STDOUT_FILENO, text);
    if (error == 0) return true;
    const auto why = std::string{program} + ": cannot write to stdout: " + stream_failure(error) + '\n';
    static_cast<void>(write_all(STDERR_FILENO, why));  // a failure cannot be reported anywhere
    return false;
}

int sync_folder(const std::filesystem::path& folder)
{
    const FileDescriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return fd.is_open() && ::fsync(fd.get()) == 0 ? 0 : errno;
}

}  // namespace coapnode

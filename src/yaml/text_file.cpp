// SPDX-License-Identifier: MIT
#include "yaml/text_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <cerrno>
#include <system_error>

namespace coapnode {

namespace {

Failure system_complaint(std::string_view what, int number)
{
    if (number == ENOENT) return complaint("does not exist");
    auto text = std::string{what} + ": " + std::generic_category().message(number);
    if (number == EACCES) text += "; the user that runs coapnode must be able to read it";
    return complaint(text);
}

Failure cannot_be_opened(const std::filesystem::path& file, int number)
{
    std::error_code ignored;
    if (number == ENOENT && std::filesystem::is_symlink(file, ignored))
        return complaint("is a link to a file that does not exist");
    return system_complaint("cannot be opened", number);
}

}  // namespace

Result<TextFile> read_text_file(const std::filesystem::path& file, std::size_t most_bytes)
{
    // O_NONBLOCK: to open a FIFO must not wait for its writer.
    const FileDescriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (!fd.is_open()) return cannot_be_opened(file, errno);
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) return system_complaint("cannot be examined", errno);
    if (S_ISDIR(status.st_mode)) return complaint("is a directory, not a file");
    if (!S_ISREG(status.st_mode)) return complaint("is not a regular file");

    TextFile content;
    content.open_to_group = (status.st_mode & S_IRWXG) != 0;
    content.open_to_others = (status.st_mode & S_IRWXO) != 0;
    if (const auto number = read_all(fd.get(), content.text, most_bytes); number != 0) {
        return system_complaint("cannot be read", number);
    }
    if (content.text.size() > most_bytes) return complaint(larger_than(most_bytes));
    return content;
}

std::string larger_than(std::size_t most_bytes)
{
    return "is larger than " + std::to_string(most_bytes) + " bytes";
}

std::string open_to_others_complaint(const std::filesystem::path& file)
{
    return "can be used by every user of this machine: chmod o-rwx " + file.string();
}

}  // namespace coapnode

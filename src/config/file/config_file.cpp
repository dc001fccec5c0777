// SPDX-License-Identifier: MIT
#include "coapnode/config/file/config_file.hpp"

#include "coapnode/config/load.hpp"
#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"
#include "yaml/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace coapnode {

namespace {

Result<void> cannot(const std::string& what)
{
    auto sentence = what + ": " + std::generic_category().message(errno);
    if (errno == EROFS || errno == EACCES || errno == EPERM) {
        sentence += "; the service must be allowed to write there (see remote_config in coapnode.yaml(5))";
    }
    return fail(Errc::not_stored, std::move(sentence));
}

/// Changes the owner only when necessary: the service must not (SystemCallFilter=), and only root can give a file to
/// another user.
bool share_as(int fd, const struct stat& model)
{
    struct stat own {};
    if (::fstat(fd, &own) != 0) return false;
    const auto user = ::geteuid() == 0 ? model.st_uid : own.st_uid;
    const bool same = own.st_uid == user && own.st_gid == model.st_gid;
    return (same || ::fchown(fd, user, model.st_gid) == 0) && ::fchmod(fd, model.st_mode & 0777) == 0;
}

/// A file that is written completely before it gets its name. It is deleted if it never gets it.
class NewFile {
public:
    /// Created beside `name`, under an unused name.
    explicit NewFile(const std::filesystem::path& name)
        : name_{name.string()}, path_{(name.parent_path() / ("." + name.filename().string() + ".XXXXXX")).string()}
    {
    }
    ~NewFile()
    {
        if (is_there_) ::unlink(path_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    Result<void> write(std::string_view text, const struct stat& model)
    {
        const FileDescriptor fd{::mkostemp(path_.data(), O_CLOEXEC)};
        if (!fd.is_open()) return cannot("a new file beside " + name_ + " cannot be made");
        is_there_ = true;
        if (!share_as(fd.get(), model))
            return cannot(path_ + " cannot be given the user, group and mode of the old one");
        errno = write_all(fd.get(), text);
        if (errno != 0 || ::fsync(fd.get()) != 0) return cannot(name_ + " cannot be written");
        return {};
    }

    Result<void> take_name()
    {
        if (std::rename(path_.c_str(), name_.c_str()) != 0) return cannot(name_ + " cannot be replaced");
        is_there_ = false;
        return {};
    }

private:
    std::string name_;
    std::string path_;
    bool is_there_ = false;
};

/// A file that cannot be read is not replaced: it may be root's own, or a link to a place that is not mounted.
Result<void> check_previous(const std::filesystem::path& file)
{
    std::error_code none;
    if (!std::filesystem::exists(std::filesystem::symlink_status(file, none))) return {};
    const auto content = read_text_file(file, max_config_size);
    if (content) return {};
    return fail(Errc::not_stored,
                file.string() + " is not replaced because it " + content.error().message + ": move it away");
}

}  // namespace

Result<std::string> read_config_file(const std::filesystem::path& file)
{
    auto content = read_text_file(file, max_config_size);
    if (content) return std::move(content->text);
    return fail(Errc::not_stored, file.string() + ": " + content.error().message);
}

Result<void> replace_config_file(const std::filesystem::path& file, std::string_view text)
{
    std::error_code failed;
    const auto real = std::filesystem::canonical(file, failed);
    if (failed) return fail(Errc::not_stored, file.string() + ": " + failed.message());
    const auto before = read_config_file(real);
    if (!before) return fail(before);
    if (*before == text) return {};  // keeps the older FILE.previous, which is more useful
    struct stat model {};
    if (::stat(real.c_str(), &model) != 0) return cannot(real.string() + " cannot be examined");
    // A copy, not a hard link: the file belongs to root, and Linux forbids others to link it (fs.protected_hardlinks).
    const std::filesystem::path beside{real.string() + ".previous"};
    if (auto spared = check_previous(beside); !spared) return spared;
    NewFile previous{beside};
    NewFile next{real};
    auto done = next.write(text, model);
    if (done) done = previous.write(*before, model);
    if (done) done = previous.take_name();
    if (done) done = next.take_name();
    sync_folder(real.parent_path());
    return done;
}

}  // namespace coapnode

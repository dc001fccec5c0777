// SPDX-License-Identifier: MIT
#include "store/pairing_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "store/file_failure.hpp"
#include "store/pairing_text.hpp"
#include "store/whole_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <cerrno>
#include <utility>

namespace coapnode {

namespace {

std::int64_t nanoseconds(const timespec& time)
{
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

int lock(int fd, bool waits)
{
    int number = 0;
    do {
        number = ::flock(fd, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    } while (number == EINTR);
    return number;
}

}  // namespace

PairingFile::PairingFile(const std::filesystem::path& folder, WhileLocked while_locked)
    : folder_{folder}, file_{folder / "pairings.json"}, while_locked_{while_locked}
{
}

std::uint64_t PairingFile::revision()
{
    if (const auto now = stamp(); std::exchange(last_stamp_, now) != now) ++revision_;
    return revision_;
}

PairingFile::Stamp PairingFile::stamp() const
{
    struct stat status {};
    if (::lstat(file_.c_str(), &status) != 0) return {errno};
    return {0,
            static_cast<std::int64_t>(status.st_ino),
            static_cast<std::int64_t>(status.st_dev),
            static_cast<std::int64_t>(status.st_size),
            nanoseconds(status.st_mtim),
            nanoseconds(status.st_ctim)};
}

Result<Pairings> PairingFile::load()
{
    const auto text = read_whole_file(file_, largest_file, Links::refused);
    if (!text) return fail(text);
    if (!*text) return Pairings{};
    if ((*text)->size() <= largest_file) {
        if (auto pairings = pairings_in(**text)) return *std::move(pairings);
    }
    return fail(Errc::damaged, file_.string() + " is damaged: move it away, then pair the devices again");
}

Result<void> PairingFile::change(const Change& change)
{
    const FileDescriptor folder{::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder.is_open()) return fail(Errc::not_stored, file_failure(folder_, "opened", errno));
    const int number = lock(folder.get(), while_locked_ == WhileLocked::wait);
    if (number == EWOULDBLOCK) return fail(Errc::busy, file_.string() + " is being changed by another program");
    if (number != 0) return fail(Errc::not_stored, file_failure(folder_, "locked", number));
    auto pairings = load();
    if (!pairings) return fail(pairings);
    if (auto done = change(*pairings); !done) return done;
    return replace_whole_file(file_, to_json(*pairings));
}

}  // namespace coapnode

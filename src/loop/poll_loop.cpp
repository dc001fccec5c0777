// SPDX-License-Identifier: MIT
#include "loop/poll_loop.hpp"

#include "coapnode/core/file_descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <map>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

[[noreturn]] void throw_errno(const char* what)
{
    throw std::system_error{errno, std::generic_category(), what};
}

timespec timespec_of(Duration duration)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
    timespec parts{};
    parts.tv_sec = static_cast<time_t>(seconds.count());
    parts.tv_nsec = static_cast<long>(std::chrono::nanoseconds{duration - seconds}.count());
    return parts;
}

/// A signal and its descriptor.
class WatchedSignal final : public Watched {
public:
    WatchedSignal(PollLoop& loop, int number, PollLoop::Action act)
    {
        block_signal(number);
        sigset_t signals{};
        sigemptyset(&signals);
        sigaddset(&signals, number);
        descriptor_ = FileDescriptor{::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC)};
        if (!descriptor_.is_open()) throw_errno("cannot watch a signal");
        watch_ = loop.on_readable(descriptor_.get(), [fd = descriptor_.get(), act = std::move(act)] {
            signalfd_siginfo info{};
            if (::read(fd, &info, sizeof info) == sizeof info) act();
        });
    }

private:
    FileDescriptor descriptor_;
    Watch watch_;
};

}  // namespace

/// The descriptors of the loop, shared with their Watches, which may outlive the loop.
struct PollLoop::Sources {
    struct Readable {
        int fd;
        std::shared_ptr<const Action> act;
    };

    std::map<std::uint64_t, Readable> readables;
    std::uint64_t last_number = 0;
};

class PollLoop::WatchedDescriptor final : public Watched {
public:
    WatchedDescriptor(std::shared_ptr<Sources> sources, std::uint64_t number)
        : sources_{std::move(sources)}, number_{number}
    {
    }
    WatchedDescriptor(const WatchedDescriptor&) = delete;
    WatchedDescriptor& operator=(const WatchedDescriptor&) = delete;
    ~WatchedDescriptor() override
    {
        // Removed before it is destroyed, because the objects in its act may remove other sources.
        const auto node = sources_->readables.extract(number_);
    }

private:
    std::shared_ptr<Sources> sources_;
    std::uint64_t number_;
};

PollLoop::PollLoop() : sources_{std::make_shared<Sources>()} {}

PollLoop::~PollLoop() = default;

Watch PollLoop::on_readable(int fd, Action act)
{
    if (::fcntl(fd, F_GETFD) < 0) throw_errno("cannot watch a descriptor");
    const auto number = ++sources_->last_number;
    sources_->readables.emplace(number, Sources::Readable{fd, std::make_shared<const Action>(std::move(act))});
    return std::make_unique<WatchedDescriptor>(sources_, number);
}

Watch PollLoop::on_signal(int number, Action act)
{
    return std::make_unique<WatchedSignal>(*this, number, std::move(act));
}

int PollLoop::run()
{
    while (!exit_code_)
        turn();
    fence().rethrow();
    return *exit_code_;
}

void PollLoop::turn()
{
    call_readable(wait());
    timers_.run_due([this](const Action& act) {
        if (!exit_code_) fence().run(act);
        return !exit_code_;
    });
}

/// Waits until a timer is due or a descriptor is readable. Returns the numbers of the readable ones.
std::vector<std::uint64_t> PollLoop::wait()
{
    std::vector<pollfd> polled;
    std::vector<std::uint64_t> numbers;
    for (const auto& [number, source] : sources_->readables) {
        polled.push_back({source.fd, POLLIN, 0});
        numbers.push_back(number);
    }
    const auto next = timers_.next();
    const auto left = next ? timespec_of(std::max(*next - now(), Duration::zero())) : timespec{};
    const int count = ::ppoll(polled.data(), polled.size(), next ? &left : nullptr, nullptr);
    if (count < 0 && errno != EINTR) throw_errno("the event loop failed");
    if (count <= 0) return {};

    std::vector<std::uint64_t> readable;
    for (std::size_t i = 0; i < polled.size(); ++i) {
        if ((polled[i].revents & POLLNVAL) != 0) throw std::system_error{EBADF, std::generic_category(), "a watch"};
        if (polled[i].revents != 0) readable.push_back(numbers[i]);
    }
    return readable;
}

void PollLoop::call_readable(const std::vector<std::uint64_t>& readable)
{
    for (const auto number : readable) {
        const auto source = sources_->readables.find(number);
        if (exit_code_ || source == sources_->readables.end()) continue;
        const auto act = source->second.act;  // a copy: the act may destroy its own source
        fence().run(*act);
    }
}

}  // namespace coapnode

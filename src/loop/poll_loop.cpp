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

/// The sources of the loop. Timers and Watches share it, because they may outlive the loop.
struct PollLoop::Sources {
    using Due = std::pair<Instant, std::uint64_t>;  ///< the number distinguishes timers of the same time
    struct Readable {
        int fd;
        std::shared_ptr<const Action> act;
    };

    /// A Timer or Watch: it removes its source when it is destroyed. A timer that has fired has no source.
    template <class Interface, class Map>
    class Handle final : public Interface {
    public:
        Handle(std::shared_ptr<Sources> sources, Map Sources::*map, typename Map::key_type key)
            : sources_{std::move(sources)}, map_{map}, key_{key}
        {
        }
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;
        ~Handle() override
        {
            // Removed from the map before it is destroyed, because the objects in its act may remove other sources.
            const auto node = (sources_.get()->*map_).extract(key_);
        }

    private:
        std::shared_ptr<Sources> sources_;
        Map Sources::*map_;
        typename Map::key_type key_;
    };

    using Timers = std::map<Due, std::shared_ptr<const Action>>;
    using Readables = std::map<std::uint64_t, Readable>;
    Timers timers;
    Readables readables;
    std::uint64_t last_number = 0;
};

PollLoop::PollLoop() : sources_{std::make_shared<Sources>()} {}

PollLoop::~PollLoop() = default;

Timer PollLoop::after(Duration delay, Action act)
{
    // now() is rounded down, but a timer must not be early.
    const auto due = delay > Duration::zero() ? now() + delay + Duration{1} : now();
    const Sources::Due key{due, ++sources_->last_number};
    sources_->timers.emplace(key, std::make_shared<const Action>(std::move(act)));
    return std::make_unique<Sources::Handle<PendingTimer, Sources::Timers>>(sources_, &Sources::timers, key);
}

Watch PollLoop::on_readable(int fd, Action act)
{
    if (::fcntl(fd, F_GETFD) < 0) throw_errno("cannot watch a descriptor");
    const auto number = ++sources_->last_number;
    sources_->readables.emplace(number, Sources::Readable{fd, std::make_shared<const Action>(std::move(act))});
    return std::make_unique<Sources::Handle<Watched, Sources::Readables>>(sources_, &Sources::readables, number);
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
    call_due();
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
    timespec left{};
    const auto& timers = sources_->timers;
    if (!timers.empty()) left = timespec_of(std::max(timers.begin()->first.first - now(), Duration::zero()));
    const int count = ::ppoll(polled.data(), polled.size(), timers.empty() ? nullptr : &left, nullptr);
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

/// Runs the timers of this turn. A timer that an act adds waits for the next turn, or descriptors would starve.
void PollLoop::call_due()
{
    auto& timers = sources_->timers;
    std::vector<Sources::Due> due;
    const Sources::Due until{now(), sources_->last_number};
    for (auto timer = timers.begin(); timer != timers.upper_bound(until); ++timer)
        due.push_back(timer->first);
    for (const auto& key : due) {
        if (exit_code_) return;
        const auto timer = timers.extract(key);
        if (!timer.empty()) fence().run(*timer.mapped());
    }
}

}  // namespace coapnode

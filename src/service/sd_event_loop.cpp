// SPDX-License-Identifier: MIT
#include "service/sd_event_loop.hpp"

#include <sys/epoll.h>
#include <cerrno>
#include <ctime>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

/// sd-event answers with a negative errno.
int checked(int answer, const char* what)
{
    if (answer < 0) throw std::system_error{-answer, std::generic_category(), what};
    return answer;
}

CPtr<sd_event, &sd_event_unref> new_event()
{
    sd_event* event = nullptr;
    checked(sd_event_new(&event), "cannot make an event loop");
    return CPtr<sd_event, &sd_event_unref>{event};
}

struct Callback {
    Fence* fence;
    std::shared_ptr<const EventLoop::Action> act;
};

int call(void* userdata) noexcept
{
    const Callback callback = *static_cast<const Callback*>(userdata);  // a copy: the act may destroy its own source
    callback.fence->run(*callback.act);
    return 0;
}

int on_time(sd_event_source* /*source*/, std::uint64_t /*due*/, void* userdata)
{
    return call(userdata);
}

int on_turn(sd_event_source* /*source*/, void* userdata)
{
    return call(userdata);
}

int on_io(sd_event_source* /*source*/, int /*fd*/, std::uint32_t /*events*/, void* userdata)
{
    return call(userdata);
}

int on_delivered(sd_event_source* /*source*/, const signalfd_siginfo* /*info*/, void* userdata)
{
    return call(userdata);
}

/// An sd-event source and what it calls, behind the interface its owner sees.
template <class Interface>
class Source final : public Interface {
public:
    template <class Add>
    Source(Fence& fence, EventLoop::Action act, Add add)
        : callback_{&fence, std::make_shared<const EventLoop::Action>(std::move(act))}
    {
        sd_event_source* source = nullptr;
        checked(add(&source, &callback_), "cannot add to the event loop");
        source_.reset(source);
    }

private:
    Callback callback_;
    CPtr<sd_event_source, &sd_event_source_disable_unref> source_;
};

}  // namespace

SdEventLoop::SdEventLoop() : event_{new_event()} {}

Timer SdEventLoop::after(Duration delay, Action act)
{
    if (delay <= Duration::zero()) return at_next_turn(std::move(act));
    // now() was rounded down, and a chip may need every microsecond of its delay.
    const auto due = now() + delay + Duration{1};
    const auto due_usec = static_cast<std::uint64_t>(due.time_since_epoch().count());
    constexpr auto accuracy_usec = static_cast<std::uint64_t>(timer_accuracy.count());
    return std::make_unique<Source<PendingTimer>>(fence(), std::move(act), [&](sd_event_source** source, void* data) {
        return sd_event_add_time(event_.get(), source, CLOCK_MONOTONIC, due_usec, accuracy_usec, on_time, data);
    });
}

/// A timer would cost four system calls: to set it, to wait for it, to read it and to set the next one.
Timer SdEventLoop::at_next_turn(Action act)
{
    return std::make_unique<Source<PendingTimer>>(fence(), std::move(act), [&](sd_event_source** source, void* data) {
        return sd_event_add_defer(event_.get(), source, on_turn, data);
    });
}

Watch SdEventLoop::on_readable(int fd, Action act)
{
    return std::make_unique<Source<Watched>>(fence(), std::move(act), [&](sd_event_source** source, void* data) {
        return sd_event_add_io(event_.get(), source, fd, EPOLLIN, on_io, data);
    });
}

Watch SdEventLoop::on_signal(int number, Action act)
{
    block_signal(number);
    return std::make_unique<Source<Watched>>(fence(), std::move(act), [&](sd_event_source** source, void* data) {
        return sd_event_add_signal(event_.get(), source, number, on_delivered, data);
    });
}

bool SdEventLoop::start_watchdog()
{
    return checked(sd_event_set_watchdog(event_.get(), 1), "cannot start the watchdog") > 0;
}

int SdEventLoop::run()
{
    const auto exit_code = sd_event_loop(event_.get());
    fence().rethrow();
    return checked(exit_code, "the event loop failed");
}

void SdEventLoop::quit(int exit_code)
{
    sd_event_exit(event_.get(), exit_code);  // fails only in a loop that has ended
}

}  // namespace coapnode

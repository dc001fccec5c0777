// SPDX-License-Identifier: MIT
#include "service/sd_event_loop.hpp"

#include <sys/epoll.h>
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

int on_io(sd_event_source* /*source*/, int /*fd*/, std::uint32_t /*events*/, void* userdata)
{
    return call(userdata);
}

int on_delivered(sd_event_source* /*source*/, const signalfd_siginfo* /*info*/, void* userdata)
{
    return call(userdata);
}

/// An sd-event source and what it calls.
class Source final : public Watched {
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

Watch SdEventLoop::on_readable(int fd, Action act)
{
    return std::make_unique<Source>(fence(), std::move(act), [&](sd_event_source** source, void* data) {
        return sd_event_add_io(event_.get(), source, fd, EPOLLIN, on_io, data);
    });
}

Watch SdEventLoop::on_signal(int number, Action act)
{
    block_signal(number);
    return std::make_unique<Source>(fence(), std::move(act), [&](sd_event_source** source, void* data) {
        return sd_event_add_signal(event_.get(), source, number, on_delivered, data);
    });
}

bool SdEventLoop::start_watchdog()
{
    return checked(sd_event_set_watchdog(event_.get(), 1), "cannot start the watchdog") > 0;
}

int SdEventLoop::run()
{
    while (!exit_code_)
        turn();
    fence().rethrow();
    return *exit_code_;
}

void SdEventLoop::turn()
{
    checked(sd_event_run(event_.get(), longest_wait_usec()), "the event loop failed");
    timers_.run_due([this](const Action& act) {
        if (!exit_code_) fence().run(act);
        return !exit_code_;
    });
}

/// Until the end of the millisecond in which the first timer is due: so one wake-up serves all that are due in it.
std::uint64_t SdEventLoop::longest_wait_usec() const
{
    const auto next = timers_.next();
    if (!next) return UINT64_MAX;
    const auto begin = now();
    const auto end = std::chrono::ceil<std::chrono::milliseconds>(*next);
    return end > begin ? static_cast<std::uint64_t>((end - begin) / 1us) : 0;
}

}  // namespace coapnode

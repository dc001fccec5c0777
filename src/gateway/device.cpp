// SPDX-License-Identifier: MIT
#include "gateway/device.hpp"

#include "show/node_names.hpp"

#include <utility>

namespace coapnode {

namespace {

/// A failure that is already known. It is reported from the loop, like any other.
class FailsSoon final : public Pending {
public:
    FailsSoon(Scheduler& scheduler, Error error, NodeLink::Answered answered)
        : timer_{scheduler.after({}, [error = std::move(error), answered = std::move(answered)] {
              const auto call = answered;  // a copy: the caller may destroy `this`
              call(tl::unexpected{error});
          })}
    {
    }

private:
    Timer timer_;
};

OutgoingRequest get(std::vector<std::string> path, ContentFormat accept)
{
    OutgoingRequest request;
    request.path = std::move(path);
    request.accept = static_cast<std::uint16_t>(accept);
    return request;
}

}  // namespace

std::string_view name_of(DeviceSource source)
{
    switch (source) {
    case DeviceSource::directory:
        return "directory";
    case DeviceSource::multicast:
        return "multicast";
    case DeviceSource::address:
        return "address";
    case DeviceSource::configured:
        break;
    }
    return "configured";
}

Device::Device(Scheduler& scheduler, NodeConfig config, DeviceSource source, Duration timeout,
               std::unique_ptr<NodeLink> link)
    : scheduler_{scheduler},
      config_{std::move(config)},
      source_{source},
      timeout_{timeout},
      health_{scheduler.now()},
      link_{std::move(link)}
{
}

void Device::keep_known()
{
    if (std::exchange(is_kept_known_, true)) return;
    probe_after({});
}

PendingPtr Device::request(OutgoingRequest request, NodeLink::Answered answered)
{
    if (health_.is_down()) return std::make_unique<FailsSoon>(scheduler_, *health_.error(), std::move(answered));
    return link_->request(std::move(request), timeout_, [this, answered = std::move(answered)](auto answer) mutable {
        const auto call = std::move(answered);  // note() may cause others to destroy the Pending
        note(answer);
        call(std::move(answer));
    });
}

PendingPtr Device::observe(OutgoingRequest request, NodeLink::Observer observer)
{
    const auto answered = [this](std::function<void(const IncomingResponse&)> told) {
        return [this, told = std::move(told)](const IncomingResponse& response) {
            const auto call = told;
            note_answer();
            call(response);
        };
    };
    return link_->observe(std::move(request),
                          {answered(std::move(observer.notified)), answered(std::move(observer.confirmed)),
                           [this, troubled = std::move(observer.troubled)](const Error& error) {
                               const auto call = troubled;
                               note_failure(error);
                               call(error);
                           }});
}

void Device::note_clock_offset(std::chrono::seconds offset)
{
    if (clock_offset_ == offset) return;
    const bool is_news = !clock_offset_ || std::chrono::abs(*clock_offset_ - offset) > 1s;
    clock_offset_ = offset;
    if (is_news) changes_.emit();
}

void Device::probe_after(Duration pause)
{
    next_probe_ = scheduler_.after(pause, [this] { probe(); });
}

void Device::probe()
{
    probe_ = link_->request(get({".well-known", "core"}, ContentFormat::link_format), timeout_,
                            [this](const auto& answer) { on_links(answer); });
}

void Device::on_links(const Result<IncomingResponse>& answer)
{
    if (answer && answer->is(Code::content)) {
        links_ = read_link_format(as_text(answer->payload));
        if (links_.links.size() > most_resources) links_.links.resize(most_resources);
    }
    const bool has_answered = answer.has_value();
    probe_.reset();
    if (has_answered && is_kept_known_) probe_after(links_lifetime);
    if (const auto path = device_path(links_); has_answered && !path.empty()) ask_for_title(path);
    note(answer);
    if (!has_answered && !health_.is_down()) probe_after(Health::longest_pause);
    if (has_answered) changes_.emit();
}

void Device::ask_for_title(const std::vector<std::string>& path)
{
    probe_ = link_->request(get(path, ContentFormat::json), timeout_, [this](const auto& answer) { on_title(answer); });
}

void Device::on_title(const Result<IncomingResponse>& answer)
{
    if (answer) title_ = name_in(*answer);
    probe_.reset();
    if (answer) changes_.emit();
}

void Device::note(const Result<IncomingResponse>& answer)
{
    if (answer || answer.error() == Errc::late) return note_answer();
    note_failure(answer.error());
}

void Device::note_answer()
{
    const auto before = health_.state();
    health_.on_answer(scheduler_.now());
    if (before == Health::State::up) return;
    if (before != Health::State::unknown && !probe_) probe_after({});
    changes_.emit();
}

void Device::note_failure(const Error& error)
{
    const auto before = health_.state();
    if (!health_.on_failure(error, scheduler_.now())) return;
    probe_after(health_.pause());
    if (health_.state() != before) changes_.emit();
}

}  // namespace coapnode

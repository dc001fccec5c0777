// SPDX-License-Identifier: MIT
#include "gateway/observed_resource.hpp"

#include "gateway/mapping/node_problem.hpp"
#include "gateway/mapping/status_of_code.hpp"
#include "gateway/reading.hpp"
#include "show/visible.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

ObservedResource::ObservedResource(Scheduler& scheduler, ResponseCache& cache, std::shared_ptr<Device> device,
                                   ResourceKey key, OutgoingRequest request)
    : scheduler_{scheduler}, cache_{cache}, device_{std::move(device)}, key_{std::move(key)}
{
    observation_ =
        device_->observe(std::move(request), {[this](const IncomingResponse& response) { on_notified(response); },
                                              [this](const IncomingResponse& response) { take(response); },
                                              [this](const Error& error) { on_troubled(error); }});
}

/// The first state may be old; later ones are sent when the state changes.
void ObservedResource::on_notified(const IncomingResponse& response)
{
    const bool is_live = state_ != nullptr;
    if (is_live && response.is(Code::content)) compare_clocks(response);
    take(response);
}

void ObservedResource::take(const IncomingResponse& response)
{
    if (!response.is(Code::content)) {
        constexpr std::size_t longest = 256;
        const auto diagnostic = as_text(response.payload).substr(0, longest);
        return fail_with({status_of_code(response.code), visible_line(diagnostic)});
    }
    state_ = std::make_shared<KeptResponse>(KeptResponse{response, scheduler_.now()});
    failure_.reset();
    payload_json_.clear();
    cache_.forget_resource(key_);
    cache_.keep(key_, state_);
    const auto lifetime = state_->lifetime();
    stale_ = scheduler_.after(lifetime + std::max<Duration>(lifetime, least_grace), [this] {
        on_troubled({Errc::silent, "it did not send a newer state in time"});
    });
    changes_.emit();
}

const std::string& ObservedResource::payload_json() const
{
    if (payload_json_.empty()) payload_json_ = payload_as_json(state_->response);
    return payload_json_;
}

void ObservedResource::on_troubled(const Error& error)
{
    fail_with({problem_of(error, device_->name()).status, device_->name() + ": " + error.message});
}

void ObservedResource::fail_with(Failure failure)
{
    stale_.reset();
    cache_.forget_device(key_.device);  // another path of the node may show the same value
    const bool is_news = state_ || failure_ != failure;
    state_.reset();
    failure_ = std::move(failure);
    if (is_news) changes_.emit();
}

/// A reading that is notified at once was taken just now, so it shows the node's clock.
void ObservedResource::compare_clocks(const IncomingResponse& response)
{
    if (!scheduler_.is_wall_trusted()) return;
    const auto reading = read_reading(response);
    if (!reading || !reading->taken_at) return;
    device_->note_clock_offset(std::chrono::round<std::chrono::seconds>(*reading->taken_at - scheduler_.wall_now()));
}

}  // namespace coapnode

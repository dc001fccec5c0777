// SPDX-License-Identifier: MIT
#include "node/kept_state.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

KeptState::KeptState(Scheduler& scheduler, Log& log, std::unique_ptr<KeptStore> store)
    : scheduler_{scheduler}, log_{log}, store_{std::move(store)}, next_save_{scheduler.now()}
{
    auto loaded = store_->load();
    if (loaded) {
        values_ = *std::move(loaded);
    } else {
        log_.warning("state", "what was kept is lost: " + loaded.error());
    }
}

void KeptState::watch(const std::vector<ChangeSignal*>& signals, Collect collect)
{
    collect_ = std::move(collect);
    subscriptions_.clear();
    for (auto* const signal : signals)
        subscriptions_.push_back(signal->subscribe([this] { note(); }));
    note();
}

void KeptState::finish()
{
    subscriptions_.clear();
    timer_.reset();
    if (collect_) static_cast<void>(save());
    collect_ = nullptr;
}

void KeptState::note()
{
    if (timer_) return;
    const auto due = std::max(scheduler_.now() + gathering, next_save_);
    timer_ = scheduler_.after(due - scheduler_.now(), [this] {
        timer_.reset();
        if (!save()) note();
    });
}

bool KeptState::save()
{
    auto current = collect_();
    if (current == values_) return true;
    next_save_ = scheduler_.now() + distance;
    const auto saved = store_->save(current);
    if (!saved) {
        if (!std::exchange(told_failure_, true)) {
            log_.warning("state", "a restart will not find today's state: " + saved.error());
        }
        return false;
    }
    values_ = std::move(current);
    if (std::exchange(told_failure_, false)) log_.info("state", "a restart will find today's state again");
    return true;
}

}  // namespace coapnode

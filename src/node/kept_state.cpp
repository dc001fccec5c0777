// SPDX-License-Identifier: MIT
#include "node/kept_state.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

KeptState::KeptState(Scheduler& scheduler, Log& log, std::unique_ptr<KeptStore> store)
    : scheduler_{scheduler}, log_{log}, store_{std::move(store)}, next_save_{scheduler.now()}
{
    load();
}

void KeptState::load()
{
    auto loaded = store_->load();
    if (loaded) {
        values_ = *std::move(loaded);
        if (unread_) unread_->found(values_);
    } else if (loaded.error() == Errc::damaged) {
        log_.warning("state", "the saved state is lost: " + loaded.error().message);
        if (unread_) unread_->found({});
    } else {
        if (!unread_) unread_.emplace();
        tell_failure("the saved state is not used, and nothing is saved until it can be read: " +
                     loaded.error().message);
    }
}

bool KeptState::has_read()
{
    if (unread_ && !unread_->is_found()) load();
    return !unread_ || unread_->is_found();
}

void KeptState::tell_failure(const std::string& why)
{
    if (std::exchange(told_failure_, why) != why) log_.warning("state", why);
}

void KeptState::watch(const std::vector<ChangeSignal*>& signals, Collect collect)
{
    collect_ = std::move(collect);
    subscriptions_.clear();
    for (auto* const signal : signals)
        subscriptions_.push_back(signal->subscribe([this] { note(); }));
    if (unread_) unread_->begin_with(collect_());
    note();
}

void KeptState::close()
{
    subscriptions_.clear();
    timer_.reset();
    if (collect_) static_cast<void>(save());
    collect_ = nullptr;
}

void KeptState::note()
{
    if (unread_ && collect_) unread_->note(collect_());
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
    if (!unread_ && current == values_) return true;
    next_save_ = scheduler_.now() + distance;
    if (!has_read()) return false;
    if (unread_) current = unread_->joined(std::move(current));
    if (const auto saved = current == values_ ? Result<void>{} : store_->save(current); !saved) {
        tell_failure("the state cannot be saved: " + saved.error().message);
        return false;
    }
    values_ = std::move(current);
    if (!std::exchange(told_failure_, {}).empty()) log_.info("state", "the state is saved again");
    return true;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "node/history.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

bool is_wanted(const HistoryRecord& record, const HistoryQuery& query)
{
    return query.sensor.value_or(record.sensor) == record.sensor &&
           query.quantity.value_or(record.value.quantity) == record.value.quantity && record.taken_at >= query.since &&
           record.taken_at < query.until;
}

}  // namespace

History::History(Scheduler& scheduler, Log& log, std::unique_ptr<HistoryStore> store, const HistoryConfig& config)
    : scheduler_{scheduler}, log_{log}, store_{std::move(store)}, keep_{config.keep}, flush_{config.flush}
{
    tell(store_->open());
}

void History::configure(const HistoryConfig& config)
{
    keep_ = config.keep;
    flush_ = config.flush;
    if (timer_) timer_ = scheduler_.after(flush_, [this] { flush(); });
}

void History::watch(const std::vector<Source>& sources)
{
    subscriptions_.clear();
    watched_.clear();
    for (const auto& [sensor, sampler] : sources) {
        auto& watched = watched_.emplace_back(Watched{sensor, sampler, sampler->samples()});
        subscriptions_.push_back(sampler->changes().subscribe([this, &watched] { look_at(watched); }));
    }
}

void History::look_at(Watched& watched)
{
    const auto sequence = watched.sampler->samples();
    const auto sample = watched.sampler->latest();
    if (std::exchange(watched.sequence, sequence) == sequence || !sample) return;
    for (const auto quantity : all_quantities) {
        if (const auto value = sample->reading.get(quantity)) add({sample->taken_at, watched.sensor, *value});
    }
}

void History::add(HistoryRecord record)
{
    if (waiting_.size() == most_waiting && !failing_) flush();
    if (waiting_.size() == most_waiting) waiting_.erase(waiting_.begin());
    waiting_.push_back(std::move(record));
    if (!timer_) timer_ = scheduler_.after(flush_, [this] { flush(); });
}

void History::flush()
{
    timer_.reset();
    const auto keep = std::chrono::floor<WallTime::duration>(keep_);
    if (tell(store_->append(waiting_, scheduler_.wall_now() - keep))) {
        waiting_.clear();
    } else {
        timer_ = scheduler_.after(flush_, [this] { flush(); });
    }
}

bool History::tell(const tl::expected<void, std::string>& done)
{
    const bool was_failing = std::exchange(failing_, !done);
    if (!done && !was_failing) log_.warning("the history is not written: " + done.error());
    if (done && was_failing) log_.info("the history is written again");
    return done.has_value();
}

std::vector<HistoryRecord> History::find(const HistoryQuery& query)
{
    std::vector<HistoryRecord> found;
    if (!store_) return found;
    if (auto stored = store_->find(query)) {
        found = *std::move(stored);
    } else {
        tell(tl::unexpected{stored.error()});
    }
    std::copy_if(waiting_.begin(), waiting_.end(), std::back_inserter(found),
                 [&](const HistoryRecord& record) { return is_wanted(record, query); });
    std::stable_sort(found.begin(), found.end(), comes_before);
    if (found.size() > query.limit) found.resize(query.limit);
    return found;
}

void History::finish()
{
    subscriptions_.clear();
    watched_.clear();
    if (store_ && !waiting_.empty()) flush();
    timer_.reset();
    store_.reset();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "node/history.hpp"

#include "coapnode/loop/wall_time.hpp"

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

bool is_same(const HistoryRecord& a, const HistoryRecord& b)
{
    return !comes_before(a, b) && !comes_before(b, a);
}

/// Cuts the records at the query's limit, but keeps all records of the last moment.
void cut(std::vector<HistoryRecord>& found, std::size_t limit)
{
    if (found.size() <= limit) return;
    const auto last = found[limit - 1].taken_at;
    found.erase(std::find_if(found.begin() + static_cast<std::ptrdiff_t>(limit), found.end(),
                             [&](const HistoryRecord& record) { return record.taken_at != last; }),
                found.end());
}

}  // namespace

History::History(Scheduler& scheduler, Log& log, std::unique_ptr<HistoryStore> store, const HistoryConfig& config)
    : scheduler_{scheduler},
      log_{log},
      store_{std::move(store)},
      clock_{scheduler},
      keep_{config.keep},
      flush_{config.flush}
{
    tell(store_->open());
}

void History::configure(const HistoryConfig& config)
{
    keep_ = config.keep;
    flush_ = config.flush;
    if (timer_) arm();
}

void History::watch(const std::vector<Source>& sources)
{
    subscriptions_.clear();
    watched_.clear();
    for (const auto& [sensor, sampler] : sources) {
        auto& watched = watched_.emplace_back(Watched{sensor, sampler, sampler->samples()});
        subscriptions_.push_back(sampler->changes().subscribe([this, &watched] { take_sample(watched); }));
    }
    if (watched_.empty() && waiting_.empty()) timer_.reset();
    if (!watched_.empty() && !timer_) arm();
}

void History::take_sample(Watched& watched)
{
    const auto sequence = watched.sampler->samples();
    const auto sample = watched.sampler->latest();
    if (std::exchange(watched.sequence, sequence) == sequence || !sample) return;
    for (const auto quantity : all_quantities) {
        const auto value = sample->reading.get(quantity);
        if (value) add({sample->taken, {sample->taken_at, watched.sensor, *value}});
    }
}

void History::add(Waiting waiting)
{
    if (waiting_.size() == most_waiting && failure_.empty()) write();
    if (waiting_.size() == most_waiting) waiting_.erase(waiting_.begin());
    waiting_.push_back(std::move(waiting));
    if (waiting_.size() == 1 || !timer_) arm();
}

void History::arm()
{
    const bool is_idle = waiting_.empty() && failure_.empty();
    timer_ = scheduler_.after(is_idle ? forget_every : flush_, [this] { flush(); });
}

void History::flush()
{
    timer_.reset();
    if (clock_.is_trusted()) write();
    if (!waiting_.empty() || !watched_.empty()) arm();
}

void History::write()
{
    correct_times();
    if (!waiting_.empty() && !clock_.is_set()) return;
    if (tell(store_->append(writable(), clock_.forget_before(keep_)))) waiting_.clear();
}

void History::correct_times()
{
    for (auto& [taken, record] : waiting_)
        record.taken_at = wall_time_of(scheduler_, taken, record.taken_at);
}

std::vector<HistoryRecord> History::writable() const
{
    std::vector<HistoryRecord> records;
    for (const auto& [taken, record] : waiting_)
        if (record.taken_at >= HistoryClock::first_possible) records.push_back(record);
    return records;
}

bool History::tell(const Result<void>& done)
{
    const auto why = done ? std::string{} : done.error().message;
    const auto told = std::exchange(failure_, why);
    if (!done && told != why) log_.warning("history", "the history cannot be written: " + why);
    if (done && !told.empty()) log_.info("history", "the history is written again");
    return done.has_value();
}

Result<std::vector<HistoryRecord>> History::find(HistoryQuery query)
{
    if (!store_) return std::vector<HistoryRecord>{};
    query.since = std::max(query.since, clock_.oldest(keep_));
    query.until = std::min(query.until, clock_.impossible());
    auto found = store_->find(query);
    if (!found) {
        tell(fail(found));
        return found;
    }
    correct_times();
    auto waiting = writable();
    std::copy_if(std::make_move_iterator(waiting.begin()), std::make_move_iterator(waiting.end()),
                 std::back_inserter(*found), [&](const HistoryRecord& record) { return is_wanted(record, query); });
    std::stable_sort(found->begin(), found->end(), comes_before);
    // A failed store may have stored some of the waiting records.
    found->erase(std::unique(found->begin(), found->end(), is_same), found->end());
    cut(*found, query.limit);
    return found;
}

void History::close()
{
    subscriptions_.clear();
    watched_.clear();
    if (store_ && !waiting_.empty()) write();
    timer_.reset();
    store_.reset();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// A history store in memory that a test looks into, and breaks.
#pragma once

#include "coapnode/store/history_store.hpp"

#include <string>
#include <vector>

namespace coapnode {

/// What a test sees of the store; outlives it.
struct HistoryShelf {
    std::vector<std::vector<HistoryRecord>> batches;
    std::vector<WallTime> oldest;  ///< of each append, those that failed too
    bool broken = false;           ///< it takes nothing
    bool unreadable = false;       ///< nor gives anything
    int searches = 0;

    [[nodiscard]] std::size_t records() const
    {
        std::size_t count = 0;
        for (const auto& batch : batches)
            count += batch.size();
        return count;
    }
};

class FakeHistoryStore final : public HistoryStore {
public:
    explicit FakeHistoryStore(HistoryShelf& shelf) : shelf_{shelf} {}

    Result<void> open() override
    {
        if (shelf_.broken) return fail(Errc::not_stored, "history.db cannot be used");
        return {};
    }

    Result<void> append(std::span<const HistoryRecord> records, WallTime oldest) override
    {
        shelf_.oldest.push_back(oldest);
        if (const auto opened = open(); !opened) return opened;
        shelf_.batches.emplace_back(records.begin(), records.end());
        return {};
    }

    /// All, whatever the query, so that it shows what is made of it.
    Result<std::vector<HistoryRecord>> find(const HistoryQuery& query) override
    {
        ++shelf_.searches;
        if (shelf_.unreadable) return fail(Errc::not_stored, "history.db cannot be used");
        std::vector<HistoryRecord> found;
        for (const auto& batch : shelf_.batches) {
            for (const auto& record : batch) {
                if (found.size() < query.limit && record.taken_at >= query.since && record.taken_at < query.until)
                    found.push_back(record);
            }
        }
        return found;
    }

private:
    HistoryShelf& shelf_;
};

}  // namespace coapnode

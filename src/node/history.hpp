// SPDX-License-Identifier: MIT
/// The history of the sensors: collects samples and passes them to the store in batches, because each write wears an SD
/// card.
///
/// Nothing is written before the wall clock can be trusted: the time of a waiting record is corrected when the clock is
/// set, that of a written one could not be. At the end every record with a possible time is written.
///
/// A failing store affects the history only: records wait, within a limit, and are stored later. Each cause is logged
/// once, and again on recovery.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/store/history_store.hpp"
#include "node/history_clock.hpp"
#include "node/sampler.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

class History {
public:
    /// The most records that wait. When there are as many, they are stored before the next flush; while the store
    /// fails, the oldest are dropped.
    static constexpr std::size_t most_waiting = 4096;
    /// How often old records are deleted while there are no new samples.
    static constexpr Duration forget_every = 1h;

    struct Source {
        std::string sensor;
        Sampler* sampler;
    };

    /// Opens the store. `scheduler` and `log` outlive it.
    History(Scheduler& scheduler, Log& log, std::unique_ptr<HistoryStore> store, const HistoryConfig& config);
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    /// Changes `keep` and `flush`.
    void configure(const HistoryConfig& config);

    /// For emulated hardware: trusts the wall clock.
    void trust_wall_clock() { clock_.trust(); }

    /// Records the samples of these samplers, and no others. The samplers may be destroyed first.
    void watch(const std::vector<Source>& sources);

    /// Stored and waiting records, as HistoryStore::find(), but none that is older than `keep`.
    Result<std::vector<HistoryRecord>> find(HistoryQuery query);

    /// The longest time until a failing store is tried again.
    [[nodiscard]] Duration flush_interval() const { return flush_; }

    /// Stores the waiting records and releases the store. Afterwards it records and finds nothing.
    void close();

private:
    struct Watched {
        std::string sensor;
        Sampler* sampler;
        std::uint64_t sequence;  ///< of the last recorded sample
    };

    struct Waiting {
        Instant taken;
        HistoryRecord record;
    };

    void take_sample(Watched& watched);
    void add(Waiting waiting);
    void arm();
    void flush();
    void write();
    /// Corrects the times of the waiting records if the wall clock was set since.
    void correct_times();
    [[nodiscard]] std::vector<HistoryRecord> writable() const;
    bool tell(const Result<void>& done);

    Scheduler& scheduler_;
    Log& log_;
    std::unique_ptr<HistoryStore> store_;
    HistoryClock clock_;
    Duration keep_;
    Duration flush_;
    std::deque<Watched> watched_;
    std::vector<Subscription> subscriptions_;
    std::vector<Waiting> waiting_;  ///< in the order of their times
    std::string failure_;           ///< the logged failure; empty: the store works
    Timer timer_;
};

}  // namespace coapnode

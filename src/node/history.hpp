// SPDX-License-Identifier: MIT
/// The history of what the sensors measured: gathers samples and hands them to the store in batches, because each write
/// wears an SD card.
///
/// Nothing is written before the wall clock can be trusted: the time of a waiting record is corrected when the clock is
/// set, that of a written one could not be. At the end every record with a possible time is written.
///
/// A store that fails disturbs the history only: what it did not take waits, within a limit, and is offered again. Each
/// cause is logged once, and again on recovery.
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
    /// The most records that wait. A store that works gets them when there are so many, before the next flush; while it
    /// fails, the oldest records are dropped.
    static constexpr std::size_t most_waiting = 4096;
    /// How often records that are too old are deleted while nothing is measured.
    static constexpr Duration forget_every = 1h;

    struct Source {
        std::string sensor;
        Sampler* sampler;
    };

    /// Opens the store. `scheduler` and `log` outlive it.
    History(Scheduler& scheduler, Log& log, std::unique_ptr<HistoryStore> store, const HistoryConfig& config);
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    /// `keep` and `flush` from now on.
    void configure(const HistoryConfig& config);

    /// For emulated hardware: the wall clock counts as right.
    void trust_wall_clock() { clock_.trust(); }

    /// From now on these samples are kept, and no others. The samplers may go first.
    void watch(const std::vector<Source>& sources);

    /// Stored and waiting records, as HistoryStore::find(), but none that is older than `keep`.
    Result<std::vector<HistoryRecord>> find(HistoryQuery query);

    /// The latest time at which a store that fails is tried again.
    [[nodiscard]] Duration flush_interval() const { return flush_; }

    /// Stores the waiting records and releases the store. Nothing is kept or found any more.
    void close();

private:
    struct Watched {
        std::string sensor;
        Sampler* sampler;
        std::uint64_t sequence;  ///< of the sample that was seen last
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
    std::vector<Waiting> waiting_;  ///< in the order they were taken
    std::string failure_;           ///< that the log knows of; empty: the store takes what it gets
    Timer timer_;
};

}  // namespace coapnode

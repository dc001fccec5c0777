// SPDX-License-Identifier: MIT
/// What the sensors measured, over time: gathers samples and hands them to the store in batches, for an SD card wears
/// with each write.
///
/// Nothing is written before the wall clock can be trusted: what waits is put right when it is set, by its age, and
/// what was written could not be. At the end all is written that has a possible time.
///
/// A store that fails costs history alone: what it did not take is held, within a bound, and offered again. The log
/// tells each cause once, and that it is over.
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
    /// Records that wait for the store. When it takes them it gets them then, however soon that is; when it does not,
    /// the oldest make room.
    static constexpr std::size_t most_waiting = 4096;
    /// How often what is too old is forgotten where nothing is measured.
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

    /// For hardware that is not real: the wall clock is right.
    void trust_wall_clock() { clock_.trust(); }

    /// From now on these samples are kept, and no others. The samplers may go first.
    void watch(const std::vector<Source>& sources);

    /// What is stored and what waits for it, as HistoryStore::find(), and nothing that is older than `keep`.
    tl::expected<std::vector<HistoryRecord>, std::string> find(HistoryQuery query);

    /// When a store that fails is tried again, at the latest.
    [[nodiscard]] Duration flush_interval() const { return flush_; }

    /// Stores what waits and lets go of the store. Nothing is kept or found any more.
    void finish();

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

    void look_at(Watched& watched);
    void add(Waiting waiting);
    void arm();
    void flush();
    void write();
    /// Puts right the times of what waits, where the wall clock was set since.
    void correct_times();
    [[nodiscard]] std::vector<HistoryRecord> writable() const;
    bool tell(const tl::expected<void, std::string>& done);

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

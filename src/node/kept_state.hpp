// SPDX-License-Identifier: MIT
/// Saves what is kept over a restart: collects it some time after a change, and saves it if it differs.
///
/// Each write wears an SD card, so changes are gathered, and two saves keep a distance. A failure to load or save is
/// logged once and disturbs nothing else; a save that failed is tried again, at the same distance.
///
/// A state that cannot be read is not replaced: nothing is saved until it can be read. Then values that nobody has
/// changed since the start keep their saved state, for the next start.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/unread_state.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

class KeptState {
public:
    /// From a change until its save, and the least time between two saves: what a power cut can lose.
    static constexpr Duration gathering = 1s;
    static constexpr Duration distance = 10s;

    using Collect = std::function<KeptValues()>;

    /// Loads. `scheduler` and `log` outlive it.
    KeptState(Scheduler& scheduler, Log& log, std::unique_ptr<KeptStore> store);
    KeptState(const KeptState&) = delete;
    KeptState& operator=(const KeptState&) = delete;

    /// The values for the next start: the loaded ones, or the current ones while it watches, saved or not.
    [[nodiscard]] KeptValues values() const { return collect_ ? collect_() : values_; }

    /// Watches for changes: `collect` returns the values to keep, and `signals` report possible changes. They replace
    /// the former ones. Differences are saved. The signals may be destroyed first, the objects that `collect` uses may
    /// not.
    void watch(const std::vector<ChangeSignal*>& signals, Collect collect);

    /// Saves changes now, and stops watching.
    void close();

private:
    void note();
    void load();
    /// Whether the saved state has been read, or is lost. Tries to read it again.
    bool has_read();
    void tell_failure(const std::string& why);
    /// Whether nothing is left to save.
    bool save();

    Scheduler& scheduler_;
    Log& log_;
    std::unique_ptr<KeptStore> store_;
    KeptValues values_;                  ///< what was loaded, or saved last
    std::optional<UnreadState> unread_;  ///< nullopt: it was read at the start
    std::string told_failure_;
    Instant next_save_;
    Collect collect_;
    std::vector<Subscription> subscriptions_;
    Timer timer_;
};

}  // namespace coapnode

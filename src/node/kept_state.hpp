// SPDX-License-Identifier: MIT
/// Remembers what outlives a restart: asks for it some time after a change, and saves it when it is another.
///
/// An SD card wears with each write, so changes are gathered, and saves keep a distance. What cannot be loaded or saved
/// is told once and costs nothing but itself; a save that failed is tried again, at the same distance.
///
/// What is there and cannot be read is not replaced: nothing is saved until it can be. Then what was not told anything
/// since the start stays as it stands there, for the next start.
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
    /// From a change until it is saved, and from one save to the next at least: what a power cut can cost.
    static constexpr Duration gathering = 1s;
    static constexpr Duration distance = 10s;

    using Collect = std::function<KeptValues()>;

    /// Loads. `scheduler` and `log` outlive it.
    KeptState(Scheduler& scheduler, Log& log, std::unique_ptr<KeptStore> store);
    KeptState(const KeptState&) = delete;
    KeptState& operator=(const KeptState&) = delete;

    /// What is to be found again: what was loaded; while it watches, what there is now, saved or not.
    [[nodiscard]] KeptValues values() const { return collect_ ? collect_() : values_; }

    /// From now on `collect` says what is to be kept, and `signals` when it may have changed; those watched before are
    /// not any more. Saves what differs already. The signals may go first; what `collect` uses may not.
    void watch(const std::vector<ChangeSignal*>& signals, Collect collect);

    /// Saves what has changed, now, and watches no more.
    void finish();

private:
    void note();
    void load();
    /// Whether what is there has been read, or is lost; tries again.
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

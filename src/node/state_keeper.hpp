// SPDX-License-Identifier: MIT
/// Which state is kept over a restart: that of the folder that the configuration names, or none.
///
/// A state is loaded before its configuration is in force, because new LEDs start with it. A configuration with nothing
/// to keep deletes the file, so that a later one does not start with an old state.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/equipment.hpp"
#include "node/kept_state.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

class StateKeeper {
public:
    /// Where a state is kept, by its folder.
    struct Stores {
        std::function<std::unique_ptr<KeptStore>(const std::filesystem::path& folder)> make;
        /// Deletes what was saved there. The message of an error names the place and what to do.
        std::function<Result<void>(const std::filesystem::path& folder)> forget;
    };

    /// `scheduler` and `log` outlive it.
    StateKeeper(Scheduler& scheduler, Log& log, Stores stores);

    /// Loads the state of `config`. nullptr: it is the one in force, or nothing is kept.
    [[nodiscard]] std::unique_ptr<KeptState> prepare(const Config& config) const;

    /// What new equipment starts with: the values of `prepared`, or of the state in force. nullopt: there is neither.
    [[nodiscard]] std::optional<KeptValues> values(const KeptState* prepared) const;

    /// From now on keeps the state of `equipment`, which outlives it. `prepared` is what prepare() returned for
    /// `config`.
    void commit(const Config& config, std::unique_ptr<KeptState> prepared, const Equipment& equipment);

    /// Saves changes now. Later changes are not kept.
    void stop();

private:
    void forget();

    Scheduler& scheduler_;
    Log& log_;
    Stores stores_;
    std::filesystem::path folder_;      ///< of state_
    std::unique_ptr<KeptState> state_;  ///< nullptr: nothing is kept
};

}  // namespace coapnode

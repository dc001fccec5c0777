// SPDX-License-Identifier: MIT
/// Owns the saved state in the folder that the configuration names, or none.
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
    /// Opens the store of a folder.
    struct Stores {
        std::function<std::unique_ptr<KeptStore>(const std::filesystem::path& folder)> make;
        /// Deletes the saved state. The message of an error names the place and what to do.
        std::function<Result<void>(const std::filesystem::path& folder)> forget;
    };

    /// `scheduler` and `log` outlive it.
    StateKeeper(Scheduler& scheduler, Log& log, Stores stores);

    /// Loads the state of `config`. nullptr: the state is already in use, or nothing is kept.
    [[nodiscard]] std::unique_ptr<KeptState> prepare(const Config& config) const;

    /// The values for new equipment: from `prepared`, or from the state in use. nullopt when there is neither.
    [[nodiscard]] std::optional<KeptValues> values(const KeptState* prepared) const;

    /// Keeps the state of `equipment`, which must outlive it. `prepared` is the result of prepare() for `config`.
    void commit(const Config& config, std::unique_ptr<KeptState> prepared, const Equipment& equipment);

    /// Saves changes now. Later changes are not kept.
    void stop();

private:
    void forget();

    Scheduler& scheduler_;
    Log& log_;
    Stores stores_;
    std::filesystem::path folder_;      ///< the folder of state_
    std::unique_ptr<KeptState> state_;  ///< nullptr: nothing is kept
};

}  // namespace coapnode

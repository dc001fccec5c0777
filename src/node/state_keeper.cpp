// SPDX-License-Identifier: MIT
#include "node/state_keeper.hpp"

#include "node/equipment_state.hpp"

#include <utility>

namespace coapnode {

StateKeeper::StateKeeper(Scheduler& scheduler, Log& log, Stores stores)
    : scheduler_{scheduler}, log_{log}, stores_{std::move(stores)}
{
}

std::unique_ptr<KeptState> StateKeeper::prepare(const Config& config) const
{
    const bool same = state_ && folder_ == config.state;
    if (same || config.state.empty() || !keeps_state(config)) return nullptr;
    return std::make_unique<KeptState>(scheduler_, log_, stores_.make(config.state));
}

std::optional<KeptValues> StateKeeper::values(const KeptState* prepared) const
{
    const auto* const state = prepared != nullptr ? prepared : state_.get();
    return state != nullptr ? std::optional{state->values()} : std::nullopt;
}

void StateKeeper::commit(const Config& config, std::unique_ptr<KeptState> prepared, const Equipment& equipment)
{
    if (prepared) state_ = std::move(prepared);
    folder_ = config.state;
    if (!keeps_state(config)) {
        state_.reset();
        forget();
    } else if (state_) {
        state_->watch(kept_signals(equipment), [&equipment] { return kept_values(equipment); });
    }
}

void StateKeeper::forget()
{
    if (folder_.empty()) return;
    if (const auto done = stores_.forget(folder_); !done) {
        log_.warning("state", "the old state file cannot be removed, and may be used again: " + done.error().message);
    }
}

void StateKeeper::stop()
{
    if (state_) state_->close();
}

}  // namespace coapnode

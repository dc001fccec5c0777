// SPDX-License-Identifier: MIT
#include "node/history_keeper.hpp"

#include <utility>
#include <vector>

namespace coapnode {

HistoryKeeper::HistoryKeeper(Scheduler& scheduler, Log& log, MakeStore make_store)
    : scheduler_{scheduler}, log_{log}, make_store_{std::move(make_store)}
{
}

std::unique_ptr<History> HistoryKeeper::configure(const Config& config)
{
    const auto wanted = config.history.value_or(HistoryConfig{});
    const bool same_store = config_.path == wanted.path && config_.max_size == wanted.max_size;
    config_ = wanted;
    if (history_ && same_store) {
        history_->configure(wanted);
        return nullptr;
    }
    auto before = std::move(history_);
    if (before) before->close();  // only one connection at a time can have the file open
    if (!wanted.path.empty()) {
        history_ = std::make_unique<History>(scheduler_, log_, make_store_(wanted), wanted);
        if (config.hardware.backend == Backend::mock) history_->trust_wall_clock();
    }
    return before;
}

void HistoryKeeper::watch(const Equipment& equipment)
{
    if (!history_) return;
    std::vector<History::Source> sources;
    for (const auto& fitted : equipment.sensors)
        sources.push_back({fitted.config.name, fitted.sampler.get()});
    history_->watch(sources);
}

void HistoryKeeper::stop()
{
    if (history_) history_->close();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Owns the history for the database that the configuration names, or none. While the database stays the same, the
/// history stays too, with its waiting records.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/store/history_store.hpp"
#include "node/equipment.hpp"
#include "node/history.hpp"

#include <functional>
#include <memory>

namespace coapnode {

class HistoryKeeper {
public:
    using MakeStore = std::function<std::unique_ptr<HistoryStore>(const HistoryConfig& config)>;

    /// `scheduler` and `log` outlive it.
    HistoryKeeper(Scheduler& scheduler, Log& log, MakeStore make_store);

    /// Switches to the history of `config`. Returns the replaced history, already closed, because resources that are
    /// still served refer to it.
    std::unique_ptr<History> configure(const Config& config);

    /// Records these sensors, and no others. They may be destroyed first.
    void watch(const Equipment& equipment);

    /// nullptr when there is no history.
    [[nodiscard]] History* history() const { return history_.get(); }

    /// Stores the waiting records. Later samples are not recorded.
    void stop();

private:
    Scheduler& scheduler_;
    Log& log_;
    MakeStore make_store_;
    HistoryConfig config_;
    std::unique_ptr<History> history_;
};

}  // namespace coapnode

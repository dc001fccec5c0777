// SPDX-License-Identifier: MIT
/// The root object of the daemon: owns everything that a configuration creates, in dependency order. The tests build
/// the same object.
#pragma once

#include "apps/coapnoded/directory.hpp"
#include "coap/server/server.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/hal/hardware.hpp"
#include "coapnode/rest/site.hpp"
#include "loop/event_loop.hpp"
#include "loop/worker_pool.hpp"
#include "node/equipment.hpp"
#include "node/history_keeper.hpp"
#include "node/state_keeper.hpp"
#include "resources/build_site.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

/// Creates the hardware of a back end; emulated chips use `clock`. The tests pass their own.
using HardwareFactory = std::function<std::unique_ptr<Hardware>(Backend backend, const Clock& clock)>;

class Node {
public:
    struct Change {
        Config config;
        std::unique_ptr<Hardware> hardware;     ///< nullptr: the current one stays, with its equipment
        std::unique_ptr<KeptState> kept_state;  ///< nullptr: the current one stays
        Endpoints::Prepared endpoints;
        EquipmentChange equipment;

        Change(Config wanted, std::unique_ptr<Hardware> made, std::unique_ptr<KeptState> kept,
               Endpoints::Prepared opened, EquipmentChange prepared)
            : config{std::move(wanted)},
              hardware{std::move(made)},
              kept_state{std::move(kept)},
              endpoints{std::move(opened)},
              equipment{std::move(prepared)}
        {
        }
        ~Change() { equipment.roll_back(); }  // does nothing after commit()
        Change(const Change&) = delete;
        Change& operator=(const Change&) = delete;
    };

    Node(EventLoop& loop, Log& log, HardwareFactory make_hardware);

    /// Applies `config`: at the start all of it, later the differences to the current one. Unchanged parts are not
    /// touched: readings, LED states, endpoints, sessions. Errors: those of Hardware and Server; then nothing has
    /// changed.
    Result<void> apply(const Config& config);

    /// Does everything that can fail while the old configuration is still in use. Destroying the change undoes it.
    Result<std::unique_ptr<Change>> prepare(const Config& config);

    /// Applies the change after the current request is answered.
    void commit_soon(std::unique_ptr<Change> change);
    [[nodiscard]] bool is_changing() const { return change_ != nullptr; }

    /// The file for /config, when the configuration allows it. Must outlive the node's loop.
    void offer(ConfigStore& store) { config_store_ = &store; }

    /// Saves the state, stores the history, puts the LEDs into their shutdown states, and ends the registration with
    /// the directory.
    void shut_down();

    /// "serving coap://[::]:5683, coaps://[::]:5684; 2 sensors, 1 LED": for the log and the service manager.
    [[nodiscard]] std::string status() const;

    /// Emitted when the served addresses have changed without a reload.
    [[nodiscard]] ChangeSignal& served() { return server_.endpoint_changes(); }
    /// Emitted when a configuration from CoAP was applied.
    [[nodiscard]] ChangeSignal& replaced() { return replaced_; }

private:
    void commit(Change& change);
    void shut_down_equipment();
    [[nodiscard]] Traffic traffic() const;
    [[nodiscard]] Outside outside_of(const Config& config);
    [[nodiscard]] NodeFacts facts_of(const Config& config) const;

    EventLoop& loop_;
    Log& log_;
    HardwareFactory make_hardware_;
    Instant started_;
    std::string instance_;
    Backend backend_{};
    WorkerPool workers_;
    std::unique_ptr<Hardware> hardware_;
    Equipment equipment_;
    StateKeeper state_;
    HistoryKeeper history_;
    std::unique_ptr<Site> site_;
    Server server_;
    Directory directory_;
    ConfigStore* config_store_ = nullptr;
    std::unique_ptr<Change> change_;  ///< to be committed
    Timer change_timer_;
    ChangeSignal replaced_;
    std::vector<Watch> watches_;
};

}  // namespace coapnode

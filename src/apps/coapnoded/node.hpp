// SPDX-License-Identifier: MIT
/// The root object: owns all that one configuration makes, members in dependency order. The tests build the same
/// object.
#pragma once

#include "coap/server.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/hal/hardware.hpp"
#include "coapnode/rest/site.hpp"
#include "loop/event_loop.hpp"
#include "node/equipment.hpp"
#include "node/kept_state.hpp"
#include "resources/info.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

/// Makes the hardware of a back end; emulated chips live by `clock`. The tests hand in their own.
using HardwareFactory = std::function<std::unique_ptr<Hardware>(Backend backend, const Clock& clock)>;

class Node {
public:
    Node(EventLoop& loop, Log& log, HardwareFactory make_hardware);

    /// Puts `config` into force: at start all of it, later what differs from the configuration in force. What stays the
    /// same goes on untouched: readings, LED states, endpoints, sessions. Errors: those of Hardware and Server; then
    /// nothing has changed.
    Result<void> apply(const Config& config);

    /// Saves what is to be kept, and puts the LEDs into their shutdown states.
    void shut_down();

    /// "serving coap://[::]:5683, coaps://[::]:5684; 2 sensors, 1 led": for the log and the service manager.
    [[nodiscard]] std::string status() const;

private:
    /// What keeps the state under `config`, where that is another one than before; nullptr otherwise.
    [[nodiscard]] std::unique_ptr<KeptState> new_kept_state(const Config& config);
    void keep_state(const Config& config, std::unique_ptr<KeptState> fresh);
    void shut_down_equipment();
    [[nodiscard]] NodeFacts facts_of(const Config& config) const;

    EventLoop& loop_;
    Log& log_;
    HardwareFactory make_hardware_;
    Instant started_;
    Backend backend_{};
    std::unique_ptr<Hardware> hardware_;
    Equipment equipment_;
    std::filesystem::path state_;            ///< the folder that kept_state_ writes to
    std::unique_ptr<KeptState> kept_state_;  ///< nullptr: there is nothing to keep
    std::unique_ptr<Site> site_;
    Server server_;
    std::vector<Watch> watches_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Serving: from a configuration to the end of the loop, with signals, reload and the service manager's messages.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/yaml/mistake.hpp"
#include "node/rate_limited_log.hpp"
#include "service/sd_event_loop.hpp"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace coapnode {

/// Why a configuration was not adopted.
struct Refusal {
    std::string status;  ///< in one line
    LogLines lines;
};

Refusal refusal_of(const Mistakes& mistakes);
Refusal refusal_of(const Error& error);

/// What a daemon serves according to its configuration.
class Served {
public:
    virtual ~Served() = default;

    /// "serving coap://[::]:5683; 2 sensors": for the log and the service manager.
    [[nodiscard]] virtual std::string status() const = 0;

    /// Reads the configuration again and adopts it completely or not at all. Returns the warnings.
    virtual tl::expected<Mistakes, Refusal> reload() = 0;

    /// The last call; the loop still runs.
    virtual void shut_down() = 0;
};

class DaemonLife {
public:
    /// `name`: the program's name with its version. From here on SIGHUP, SIGTERM and SIGINT wait for run().
    DaemonLife(std::string name, Served& served, Log& log);

    [[nodiscard]] EventLoop& loop() { return loop_; }
    [[nodiscard]] Log& log() { return log_; }

    /// Serves until SIGTERM or SIGINT, if the first configuration could be `applied`. Returns the exit code.
    int run(const Result<void>& applied, const Mistakes& warnings);

    /// Tells the service manager that the status has changed without a reload.
    void tell_status();

    /// A configuration was adopted without a reload.
    void forget_refusal();

private:
    void reload();
    void warn(const Mistakes& warnings);
    /// The current configuration stays; the status says so until a later one is adopted.
    void refuse(Refusal refusal);
    [[nodiscard]] std::string status() const;
    void stop();

    std::string name_;
    Served& served_;
    SdEventLoop loop_;
    RateLimitedLog log_;
    std::string refused_;  ///< when a reload failed and why; empty after a successful one
    std::vector<Watch> signals_;
};

}  // namespace coapnode

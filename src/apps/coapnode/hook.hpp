// SPDX-License-Identifier: MIT
/// observe --exec: runs a shell command for each state, with the payload on its stdin. Commands run one at a time.
/// Meanwhile only the newest state waits. A command has a process group of its own, so that what it started ends with
/// it.
#pragma once

#include "apps/coapnode/runtime.hpp"
#include "coapnode/core/bytes.hpp"
#include "coapnode/core/result.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace coapnode {

class Hook {
public:
    struct State {
        std::vector<std::pair<std::string, std::string>> variables;  ///< COAPNODE_URI and so on
        Bytes payload;
    };

    /// `failed` gets a message when a command could not be started or did not exit with 0.
    Hook(EventLoop& loop, std::string command, std::function<void(const std::string&)> failed);
    Hook(const Hook&) = delete;
    Hook& operator=(const Hook&) = delete;
    /// Kills the command that still runs.
    ~Hook();

    void run(State state);

    /// Runs no further command. The one that runs gets SIGTERM after `grace`, and SIGKILL `time_to_stop` later.
    void stop(Duration grace);
    static constexpr Duration time_to_stop = 2s;
    [[nodiscard]] bool is_stopped() const { return is_stopped_; }

    [[nodiscard]] bool is_idle() const { return !child_; }
    /// Called from the loop when a command has ended and no state waits.
    void when_idle(std::function<void()> act) { idle_ = std::move(act); }

private:
    void start(const State& state);
    void on_child();
    void terminate();
    void kill();

    EventLoop& loop_;
    std::string command_;
    std::function<void(const std::string&)> failed_;
    std::function<void()> idle_;
    std::optional<pid_t> child_;
    std::optional<State> waiting_;
    bool is_stopped_ = false;
    bool is_told_ = false;  ///< by SIGTERM
    Watch watch_;
    Timer end_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// An event loop over a clock that the fuzzer's input moves and descriptors of the fake network.
#pragma once

#include "loop/event_loop.hpp"
#include "support/fake_scheduler.hpp"

#include <functional>
#include <map>
#include <utility>

namespace coapnode {

struct ManualLoop {
    FakeScheduler time;
    std::map<int, std::function<void()>> readable;  ///< by descriptor

    /// What the clocks of monotonic.hpp tell the time of, in place of src/loop/monotonic.cpp: one at a time.
    static ManualLoop*& in_place();

    ManualLoop() { in_place() = this; }
    ManualLoop(const ManualLoop&) = delete;
    ManualLoop& operator=(const ManualLoop&) = delete;
    ~ManualLoop() { in_place() = nullptr; }

    /// Calls whoever has something to read until nobody has.
    void turn();
};

/// A ManualLoop as the daemon's root object wants it. Signals and run() are what only the daemon's main() asks for.
class ManualEventLoop final : public EventLoop {
public:
    explicit ManualEventLoop(ManualLoop& loop) : loop_{loop} {}

    [[nodiscard]] Instant now() const override { return loop_.time.now(); }
    [[nodiscard]] WallTime wall_now() const override { return loop_.time.wall_now(); }
    [[nodiscard]] bool is_wall_trusted() const override { return loop_.time.is_wall_trusted(); }
    [[nodiscard]] ChangeSignal& wall_steps() override { return loop_.time.wall_steps(); }
    [[nodiscard]] Timer after(Duration delay, Action act) override { return loop_.time.after(delay, std::move(act)); }
    [[nodiscard]] Watch on_readable(int fd, Action act) override;
    [[nodiscard]] Watch on_signal(int /*number*/, Action /*act*/) override { return {}; }
    int run() override { return 0; }
    void quit(int /*exit_code*/) override {}

private:
    ManualLoop& loop_;
};

}  // namespace coapnode

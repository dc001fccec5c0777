// SPDX-License-Identifier: MIT
/// The event loop without sd-event: manual_loop.cpp defines EventLoop's functions, in place of src/loop, over a clock
/// that the fuzzer's input moves and descriptors of the fake network.
#pragma once

#include "support/fake_scheduler.hpp"

#include <functional>
#include <map>

namespace coapnode {

struct ManualLoop {
    FakeScheduler time;
    std::map<int, std::function<void()>> readable;  ///< by descriptor

    /// What EventLoop's functions work on: one at a time, made before the EventLoop and ended after it.
    static ManualLoop*& in_place();

    ManualLoop() { in_place() = this; }
    ManualLoop(const ManualLoop&) = delete;
    ManualLoop& operator=(const ManualLoop&) = delete;
    ~ManualLoop() { in_place() = nullptr; }

    /// Calls whoever has something to read until nobody has.
    void turn();
};

}  // namespace coapnode

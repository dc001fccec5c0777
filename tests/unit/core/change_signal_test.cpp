// SPDX-License-Identifier: MIT
#include "coapnode/core/change_signal.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace coapnode;

TEST_CASE("change signal: calls its listeners in the order in which they came, until they go")
{
    ChangeSignal signal;
    std::string heard;
    const auto first = signal.subscribe([&] { heard += 'a'; });
    auto second = signal.subscribe([&] { heard += 'b'; });
    signal.emit();
    second.reset();
    signal.emit();
    CHECK(heard == "aba");
    CHECK(signal.listeners() == 1);
}

TEST_CASE("change signal: a listener may end itself, another, or the signal while it is called")
{
    auto signal = std::make_unique<ChangeSignal>();
    std::string heard;
    Subscription own;
    Subscription other;
    own = signal->subscribe([&] {
        heard += 'a';
        other.reset();
        signal.reset();
        own.reset();
    });
    other = signal->subscribe([&] { heard += 'b'; });
    signal->emit();
    CHECK(heard == "a");
}

TEST_CASE("change signal: who subscribes during a call is called from the next one on")
{
    ChangeSignal signal;
    int calls = 0;
    Subscription late;
    const auto early = signal.subscribe([&] {
        if (!late) late = signal.subscribe([&] { ++calls; });
    });
    signal.emit();
    CHECK(calls == 0);
    signal.emit();
    CHECK(calls == 1);
}

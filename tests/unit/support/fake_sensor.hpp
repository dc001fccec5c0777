// SPDX-License-Identifier: MIT
/// A driver that answers what a test tells it to, and writes down what it was asked and when.
#pragma once

#include "coapnode/loop/scheduler.hpp"
#include "coapnode/sensors/sensor.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

class FakeSensor final : public Sensor {
public:
    explicit FakeSensor(const Clock& clock) : clock_{clock} {}

    Result<Duration> on_reset = 2ms;
    Result<void> on_configure;
    Result<Duration> on_start = 16ms;
    Result<Reading> on_collect = Reading{}.with(Temperature::milli_celsius(23'732));

    /// How often configure() and collect() say not_ready before they answer.
    int busy_configures = 0;
    int busy_collects = 0;
    /// How often collect() finds the chip reset.
    int lost_collects = 0;
    std::optional<Error> doubted;
    std::optional<Duration> pause_while_busy;

    /// What was called since the last time, in milliseconds after construction: "0 reset, 2 configure, 2 start, 18
    /// collect".
    std::string take_calls() { return std::exchange(calls_, {}); }

    Result<Duration> reset() override { return note("reset", on_reset); }
    Result<void> configure() override
    {
        return busy_configures > 0 ? note("configure", busy<void>(busy_configures)) : note("configure", on_configure);
    }
    Result<Duration> start() override { return note("start", on_start); }
    [[nodiscard]] std::optional<Error> doubt() const override { return doubted; }
    [[nodiscard]] std::optional<Duration> pause_after(const Error& error) const override
    {
        return error == Errc::not_ready ? pause_while_busy : std::nullopt;
    }
    Result<Reading> collect() override
    {
        if (lost_collects > 0) return note("collect", lost());
        return busy_collects > 0 ? note("collect", busy<Reading>(busy_collects)) : note("collect", on_collect);
    }

private:
    Result<Reading> lost()
    {
        --lost_collects;
        return fail(Errc::settings_lost, "settings lost by 0x44 on /dev/i2c-1");
    }

    template <class T>
    static Result<T> busy(int& count)
    {
        --count;
        return fail(Errc::not_ready, "0x44 on /dev/i2c-1 still measures");
    }

    template <class T>
    T note(std::string_view call, T answer)
    {
        const auto at = std::chrono::floor<std::chrono::milliseconds>(clock_.now() - made_);
        if (!calls_.empty()) calls_ += ", ";
        calls_ += std::to_string(at.count()) + ' ';
        calls_ += call;
        return answer;
    }

    const Clock& clock_;
    Instant made_ = clock_.now();
    std::string calls_;
};

}  // namespace coapnode

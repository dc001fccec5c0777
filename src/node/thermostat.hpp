// SPDX-License-Identifier: MIT
/// Keeps a temperature: switches an LED's line (a relay, rather) by a sensor's readings.
///
/// Heating goes on at half the hysteresis below the target and off at half of it above; cooling the other way round. In
/// between the output stays as it is. It then stays for its minimum time; that counts from the start, too, as nobody
/// knows what was before.
///
/// Fails safe: without a fresh reading (Sampler::latest()) the output is in its safe state at once, whatever its
/// minimum times say. Should the sampler not even say that it failed, it is so a little later.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/led.hpp"
#include "node/sampler.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

class Thermostat {
public:
    /// What a sampler that says nothing gets on top of the time for which a reading is fresh: an attempt that began
    /// within that time may still end well.
    static constexpr Duration patience_on_top = 1s;

    /// What a thermostat hands on to the one that a reload makes of it.
    struct Past {
        std::optional<KeptTarget> target;
        std::optional<Instant> switched;  ///< where the output is the same
    };

    /// A target of the past counts while the configured one has not changed since and its range allows it.
    /// `scheduler`, `log`, `sampler` and `output` outlive the thermostat.
    Thermostat(Scheduler& scheduler, Log& log, ThermostatConfig config, Sampler& sampler, Led& output,
               const Past& past = {});
    Thermostat(const Thermostat&) = delete;
    Thermostat& operator=(const Thermostat&) = delete;

    [[nodiscard]] const ThermostatConfig& config() const { return config_; }
    [[nodiscard]] std::int32_t target() const { return target_; }
    [[nodiscard]] KeptTarget kept() const { return {config_.target, target_}; }
    [[nodiscard]] Past past() const { return {kept(), switched_}; }

    /// In thousandths of °C. Errors: bad_body outside the configured range, which it names.
    [[nodiscard]] Result<void> set_target(std::int32_t target);

    /// What it regulates by; nullopt while there is nothing.
    [[nodiscard]] std::optional<Value> temperature() const { return temperature_; }

    /// Why the output is in its safe state; nullopt while it regulates, or waits for its first reading.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    [[nodiscard]] const Led& output() const { return output_; }
    [[nodiscard]] const Sampler& sampler() const { return sampler_; }

    /// Whether it stands on these: a reload then lets it go on.
    [[nodiscard]] bool drives(const Led& output) const { return &output_ == &output; }
    [[nodiscard]] bool reads(const Sampler& sampler) const { return &sampler_ == &sampler; }

    /// Puts the output into its safe state, for nobody watches it from now on.
    void give_up();

    /// Rises with every change of what it shows: target, temperature in hundredths, output, failure.
    [[nodiscard]] std::uint64_t version() const { return version_; }
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    /// What a client sees of it.
    struct Shown {
        std::int32_t target{};
        std::optional<std::int64_t> hundredths;
        bool on{};
        std::optional<Error> failure;

        bool operator==(const Shown&) const = default;
    };

    void look();
    void regulate(Value temperature);
    void fail_safe(const Error& cause);
    [[nodiscard]] bool wanted(std::int32_t temperature) const;
    void watch_until(Instant end);
    void drive(bool on);
    [[nodiscard]] Shown shown() const;
    void tell_changes();

    Scheduler& scheduler_;
    Log& log_;
    ThermostatConfig config_;
    Sampler& sampler_;
    Led& output_;
    Duration patience_;
    std::int32_t target_;
    Instant switched_;
    std::uint64_t seen_ = 0;  ///< the sequence number of the latest sample
    bool overdue_ = false;
    std::optional<Value> temperature_;
    std::optional<Error> failure_;
    bool told_drive_ = false;
    Shown told_;
    std::uint64_t version_ = 1;
    ChangeSignal changes_;
    Timer overdue_timer_;
    Timer switch_timer_;
    Subscription samples_;
    Subscription switching_;
};

}  // namespace coapnode

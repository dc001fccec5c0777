// SPDX-License-Identifier: MIT
/// Regulates a temperature: switches an LED's line, such as a relay, by the readings of a sensor.
///
/// Heating switches on at half the hysteresis below the target and off at half of it above; cooling is the opposite. In
/// between the output does not change. It also does not change within its minimum time. The minimum time for off also
/// counts from the start, because the state before is not known. The minimum time for on does not apply to an output
/// that was on at the start, or a daemon that restarts again and again would never switch it off.
///
/// Fails safe: without a fresh reading (Sampler::latest()) the output goes to its safe state at once, regardless of
/// minimum times. It is also in its safe state from the start to the first reading. If the sampler does not even report
/// a failure, the output follows a little later.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/sampler.hpp"
#include "node/thermostat_output.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

class Thermostat {
public:
    /// Extra time for a sampler that reports nothing, after the reading is no longer fresh: a running attempt may still
    /// succeed.
    static constexpr Duration patience_on_top = 1s;

    /// What a thermostat passes to its successor at a reload.
    struct Past {
        std::optional<KeptTarget> target;
        std::optional<ThermostatOutput::Times> times;  ///< when the output is the same; it then continues unchanged
    };

    /// An earlier target is used while the configured one has not changed and its range allows it. Regulates at once
    /// when the sampler has a fresh reading. `scheduler`, `log`, `sampler` and `output` must outlive the thermostat.
    Thermostat(Scheduler& scheduler, Log& log, ThermostatConfig config, Sampler& sampler, Led& output,
               const Past& past = {});
    Thermostat(const Thermostat&) = delete;
    Thermostat& operator=(const Thermostat&) = delete;

    [[nodiscard]] const ThermostatConfig& config() const { return config_; }
    [[nodiscard]] std::int32_t target() const { return target_; }
    [[nodiscard]] KeptTarget kept() const { return {config_.target, target_}; }
    [[nodiscard]] Past past() const { return {kept(), output_.times()}; }

    /// Sets the target, in thousandths of °C. Errors: bad_body outside the configured range; the message names the
    /// range.
    [[nodiscard]] Result<void> set_target(std::int32_t target);

    /// The measured temperature; nullopt while there is none.
    [[nodiscard]] std::optional<Value> temperature() const { return temperature_; }

    /// The reason for the safe state; nullopt while it regulates or waits for its first reading.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// All errors as one clause: no reading, an output that cannot be driven, or both.
    [[nodiscard]] std::optional<std::string> error() const;

    [[nodiscard]] const ThermostatOutput& output() const { return output_; }
    [[nodiscard]] const Sampler& sampler() const { return sampler_; }

    /// Whether it uses these: a reload then keeps it.
    [[nodiscard]] bool drives(const Led& output) const { return &output_.led() == &output; }
    [[nodiscard]] bool reads(const Sampler& sampler) const { return &sampler_ == &sampler; }

    /// Puts the output into its safe state, because it is no longer regulated.
    void give_up();

    /// Rises with every visible change: target, temperature in hundredths, output, error.
    [[nodiscard]] std::uint64_t version() const { return version_; }
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    /// The values that clients see.
    struct Shown {
        std::int32_t target{};
        std::optional<std::int64_t> hundredths;
        bool on{};
        std::optional<std::string> error;

        bool operator==(const Shown&) const = default;
    };

    void reconsider();
    void act();
    void regulate(Value temperature);
    void fail_safe(const Error& cause);
    [[nodiscard]] bool wanted(std::int32_t temperature) const;
    void watch_until(Instant end);
    [[nodiscard]] Shown shown() const;
    void tell_changes();

    Scheduler& scheduler_;
    Log& log_;
    ThermostatConfig config_;
    Sampler& sampler_;
    ThermostatOutput output_;
    bool until_reading_;  ///< state of the output before the first reading
    Duration patience_;
    std::int32_t target_;
    std::uint64_t seen_ = 0;  ///< the sequence number of the latest sample
    bool overdue_ = false;
    std::optional<Value> temperature_;
    std::optional<Error> failure_;
    bool told_safe_ = false;
    Shown told_;
    std::uint64_t version_ = 1;
    ChangeSignal changes_;
    Timer overdue_timer_;
    Timer switch_timer_;
    Subscription samples_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Keeps a temperature: switches an LED's line, such as that of a relay, by the readings of a sensor.
///
/// Heating goes on at half the hysteresis below the target and off at half of it above; cooling the other way round. In
/// between the output stays as it is. It also stays for its minimum time. The one of being off counts from the start
/// too, because the state before is not known. The one of being on does not hold for an output that was on at the
/// start, or a daemon that is started again and again would never switch it off.
///
/// Fails safe: without a fresh reading (Sampler::latest()) the output is in its safe state at once, whatever its
/// minimum times say, and also from the start to the first reading. If the sampler does not even report a failure, it
/// is so a little later.
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
    /// What a sampler that says nothing gets on top of the time for which a reading is fresh: an attempt that began
    /// within that time may still end well.
    static constexpr Duration patience_on_top = 1s;

    /// What a thermostat hands on to the one that a reload makes of it.
    struct Past {
        std::optional<KeptTarget> target;
        std::optional<ThermostatOutput::Times> times;  ///< where the output is the same, which then goes on as it is
    };

    /// A target of the past counts while the configured one has not changed since and its range allows it.
    /// Regulates at once where the sampler has a fresh reading. `scheduler`, `log`, `sampler` and `output` outlive the
    /// thermostat.
    Thermostat(Scheduler& scheduler, Log& log, ThermostatConfig config, Sampler& sampler, Led& output,
               const Past& past = {});
    Thermostat(const Thermostat&) = delete;
    Thermostat& operator=(const Thermostat&) = delete;

    [[nodiscard]] const ThermostatConfig& config() const { return config_; }
    [[nodiscard]] std::int32_t target() const { return target_; }
    [[nodiscard]] KeptTarget kept() const { return {config_.target, target_}; }
    [[nodiscard]] Past past() const { return {kept(), output_.times()}; }

    /// In thousandths of °C. Errors: bad_body outside the configured range, which it names.
    [[nodiscard]] Result<void> set_target(std::int32_t target);

    /// The temperature that it regulates by; nullopt while there is none.
    [[nodiscard]] std::optional<Value> temperature() const { return temperature_; }

    /// Why the output is in its safe state; nullopt while it regulates, or waits for its first reading.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// All that is wrong as one clause: that there is no reading, that the output refuses to be driven, or both.
    [[nodiscard]] std::optional<std::string> error() const;

    [[nodiscard]] const ThermostatOutput& output() const { return output_; }
    [[nodiscard]] const Sampler& sampler() const { return sampler_; }

    /// Whether it stands on these: a reload then lets it go on.
    [[nodiscard]] bool drives(const Led& output) const { return &output_.led() == &output; }
    [[nodiscard]] bool reads(const Sampler& sampler) const { return &sampler_ == &sampler; }

    /// Puts the output into its safe state, because nobody watches it from now on.
    void give_up();

    /// Rises with every change of what it shows: target, temperature in hundredths, output, error.
    [[nodiscard]] std::uint64_t version() const { return version_; }
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    /// What a client sees of it.
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
    bool until_reading_;  ///< what the output is before the first one
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

// SPDX-License-Identifier: MIT
/// A driver: one chip, reached through one I2cDevice. It never waits; it returns how long to wait.
///
/// The caller (node/sampler) does this at the start and after each failure:
///     reset() -> wait -> configure()
/// and this for each sample:
///     start() -> wait -> collect()
/// `configure` and `collect` return Errc::not_ready while the chip is busy: call them again a little later, a bounded
/// number of times. `collect` returns Errc::settings_lost when the chip was reset or replaced: start again with reset()
/// at once. A sensor whose measurement time is unknown has finished(): start() then returns the longest time, and the
/// caller calls collect() as soon as the signal is emitted.
/// Errors: those of I2cDevice and KernelSensors, and wrong_chip, bad_checksum, bad_value, not_ready, settings_lost.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"

#include <optional>

namespace coapnode {

class Sensor {
public:
    virtual ~Sensor() = default;

    /// Identifies the chip, if it has an identification, and brings it to a known state. Returns the time to wait
    /// afterwards.
    [[nodiscard]] virtual Result<Duration> reset() = 0;

    /// Reads the calibration and writes the settings. The chip has been idle since reset().
    [[nodiscard]] virtual Result<void> configure() { return {}; }

    /// Starts one measurement. Returns the maximum measurement time from the datasheet.
    [[nodiscard]] virtual Result<Duration> start() = 0;

    /// Reads, checks and decodes the measurement that start() began.
    [[nodiscard]] virtual Result<Reading> collect() = 0;

    /// A reason from configure() to doubt the chip's readings. They are reported all the same.
    [[nodiscard]] virtual std::optional<Error> doubt() const { return std::nullopt; }

    /// Emitted from the loop when collect() has an answer, never from within a call of this class. nullptr: wait for
    /// the time that start() returned.
    [[nodiscard]] virtual ChangeSignal* finished() { return nullptr; }

    /// The time after which start() may be repeated within the same attempt; nullopt: the attempt fails with `error`.
    /// For healthy sensors whose reads fail now and then, or whose results come by a clock of their own.
    [[nodiscard]] virtual std::optional<Duration> pause_after(const Error& /*error*/) const { return std::nullopt; }
};

}  // namespace coapnode

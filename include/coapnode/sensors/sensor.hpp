// SPDX-License-Identifier: MIT
/// A driver: one chip, seen through one I2cDevice. It never waits; it says how long to wait.
///
/// The caller (node/sampler) does, for each start of the chip and after each failure:
///     reset() -> wait -> configure()
/// and for each sample:
///     start() -> wait -> collect()
/// `configure` and `collect` may answer Errc::not_ready when the chip is still at work: ask the same again a little
/// later, a bounded number of times. `collect` answers Errc::settings_lost when the chip is no longer the one that was
/// set up: it was reset, or another one is in its place. Begin with reset() again, at once.
/// A sensor that cannot say how long it measures has finished(): start() returns the longest time, and collect() is
/// asked as soon as the signal comes.
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

    /// Identifies the chip where it can be identified and brings it to a known state. Returns the time it needs after.
    [[nodiscard]] virtual Result<Duration> reset() = 0;

    /// Reads calibration, writes settings; the chip is quiet since reset().
    [[nodiscard]] virtual Result<void> configure() { return {}; }

    /// Tells the chip to measure once. Returns the datasheet's maximum time to wait.
    [[nodiscard]] virtual Result<Duration> start() = 0;

    /// Reads, checks and decodes what start() asked for.
    [[nodiscard]] virtual Result<Reading> collect() = 0;

    /// What configure() found that makes the chip's readings doubtful; they are given all the same.
    [[nodiscard]] virtual std::optional<Error> doubt() const { return std::nullopt; }

    /// Emitted from the loop when collect() has an answer, never from within a call of this class. nullptr: the time
    /// that start() returned is right.
    [[nodiscard]] virtual ChangeSignal* finished() { return nullptr; }

    /// After which time start() may be asked again within the same attempt; nullopt: `error` is the attempt's. For
    /// sensors of which a read fails now and then, and all is well.
    [[nodiscard]] virtual std::optional<Duration> pause_after(const Error& /*error*/) const { return std::nullopt; }
};

}  // namespace coapnode

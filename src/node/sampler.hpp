// SPDX-License-Identifier: MIT
/// Keeps the latest reading of one sensor: runs its two phases from the scheduler, retries endlessly, and knows when
/// the reading is stale.
///
/// A reading is fresh for `fresh_intervals` intervals; after that latest() returns the cause of failure. A failing
/// sensor is retried with back-off and initialised again each time. Each transition is logged once. A chip that lost
/// its settings is configured again within the same attempt.
///
/// When the wall clock is set, the time of the sample is corrected by its age. So a sample of a Pi without a clock chip
/// does not show yesterday's date.
///
/// A sensor whose reads fail now and then, or whose results come late, is read again within the attempt
/// (Sensor::pause_after). This is not logged.
///
/// Attempts are on a grid: the first begins as soon as the loop runs, the others whole intervals after it (or whole
/// retry delays after a failure), so nothing drifts. A process that was stopped for hours takes one sample, not all
/// the samples that it missed.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/sensors/sensor.hpp"
#include "node/refiner.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

struct Sample {
    Reading reading;  ///< refined
    Instant taken;
    WallTime taken_at;
    std::uint64_t sequence{};  ///< rises by one with each sample of this sampler, from 1
    std::uint64_t version{};   ///< rises with each sample, and when the time of one is corrected
};

class Sampler {
public:
    static constexpr int fresh_intervals = 3;
    /// A failure is retried after the interval, or sooner if that is long, so a loose contact does not cost an hour.
    static constexpr Duration longest_first_retry_delay = 5s;
    /// After this many failures in a row the delay doubles each time.
    static constexpr int patient_failures = 3;
    static constexpr Duration longest_retry_delay = 60s;
    /// How often and after which pause a chip that returns not_ready is asked again within one attempt; in the first
    /// attempt also a chip that does not answer.
    static constexpr int busy_polls = 10;
    static constexpr Duration busy_wait = 10ms;
    /// How often a failed read is repeated within one attempt, and within how many intervals.
    static constexpr int most_retries = 3;
    static constexpr int retry_intervals = 2;

    /// Touches the chip only once the loop runs. `scheduler`, `log` and `sensor` outlive the sampler.
    Sampler(Scheduler& scheduler, Log& log, Sensor& sensor, std::string name, Duration interval,
            Refiner refiner = Refiner{});
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;

    /// The last sample while it is fresh, else the cause: the last failure, or not_ready before the first sample. A
    /// sample stays fresh until the end of an attempt that began while it was fresh, for one interval at most: a sensor
    /// that recovers with the third interval does not become stale while it measures.
    [[nodiscard]] Result<Sample> latest() const { return outlook().latest; }

    /// The failure of the latest attempt; nullopt after a success. May be set while latest() is still fresh.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// The number of samples and of failed attempts since the start.
    [[nodiscard]] std::uint64_t samples() const { return sample_ ? sample_->sequence : 0; }
    [[nodiscard]] std::uint64_t failures() const { return all_failures_; }

    /// Time until the next sample, or until the next attempt of a failing sensor. Never negative.
    [[nodiscard]] Duration until_next() const { return outlook().until_next; }

    /// latest() and the time left, with one reading of the clock.
    struct Outlook {
        Result<Sample> latest;
        Duration until_next;
    };
    [[nodiscard]] Outlook outlook() const;

    [[nodiscard]] Duration interval() const { return interval_; }

    /// Emitted after each attempt, when a sample goes stale, and when its time is corrected: latest() or failure() may
    /// have changed.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    using Step = void (Sampler::*)();

    void attempt();
    void reset();
    void configure();
    void start();
    void collect();
    void collect_early();

    void not_ready_or_fail(const Error& error, Step step);
    void ask_again_or_fail(const Error& error, Step step);
    void set_up_anew_or_fail(const Error& error);
    void retry_or_fail(const Error& error);
    void refine(const Reading& decoded);
    void succeed(const Reading& reading);
    void fail_with(const Error& error);
    void wait(Duration delay, Step next);
    void wait_for_next_attempt(Duration step);

    [[nodiscard]] Duration first_retry_delay() const { return std::min(interval_, longest_first_retry_delay); }
    [[nodiscard]] bool is_fresh_at(Instant now) const;
    void tell_failure(const Error& error);
    void tell_set_up_anew(const Error& cause);
    void tell_doubt();
    void tell_recovery();
    void tell_if_stale();
    void set_stale_timer();
    void go_stale();
    void correct_time();

    Scheduler& scheduler_;
    Log& log_;
    Sensor& sensor_;
    std::string name_;
    Duration interval_;
    Refiner refiner_;

    std::optional<Sample> sample_;
    std::optional<Error> failure_;
    int failures_ = 0;  ///< in a row
    std::uint64_t all_failures_ = 0;
    std::vector<Errc> told_;  ///< causes that were logged since the sensor failed
    bool told_stale_ = false;
    std::optional<Error> told_doubt_;

    bool configured_ = false;
    int polls_left_ = 0;
    int retries_left_ = 0;
    bool is_measuring_ = false;
    Instant started_{};
    std::optional<Error> set_up_anew_;  ///< the reason, in the current attempt
    Duration measuring_{};              ///< duration of the measurement
    Duration retry_delay_;
    Instant slot_;                  ///< the grid's latest point: where the current attempt began, or the next one will
    std::optional<Instant> begun_;  ///< the real start of the current attempt
    Instant expected_;
    Timer timer_;
    Timer stale_timer_;
    ChangeSignal changes_;
    Subscription wall_steps_;
    Subscription finished_;
};

}  // namespace coapnode

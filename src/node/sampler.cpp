// SPDX-License-Identifier: MIT
#include "node/sampler.hpp"

#include "coapnode/loop/wall_time.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

Sampler::Sampler(Scheduler& scheduler, Log& log, Sensor& sensor, std::string name, Duration interval, Refiner refiner)
    : scheduler_{scheduler},
      log_{log},
      sensor_{sensor},
      name_{std::move(name)},
      interval_{interval},
      refiner_{std::move(refiner)},
      retry_delay_{first_retry_delay()},
      slot_{scheduler.now()},
      expected_{slot_},
      wall_steps_{scheduler.wall_steps().subscribe([this] { correct_time(); })}
{
    if (auto* const finished = sensor_.finished()) finished_ = finished->subscribe([this] { collect_early(); });
    wait(Duration::zero(), &Sampler::attempt);
}

Sampler::Outlook Sampler::outlook() const
{
    const auto now = scheduler_.now();
    const auto until_next = std::max(expected_ - now, Duration::zero());
    if (is_fresh_at(now)) return {*sample_, until_next};
    if (failure_) return {Failure{*failure_}, until_next};
    return {fail(Errc::not_ready, sample_ ? "no recent reading" : "no reading yet"), until_next};
}

void Sampler::attempt()
{
    begun_ = scheduler_.now();
    polls_left_ = busy_polls;
    retries_left_ = most_retries;
    set_up_anew_.reset();
    if (configured_) return start();
    reset();
}

void Sampler::reset()
{
    const auto settling = sensor_.reset();
    if (settling) return wait(*settling, &Sampler::configure);
    // A chip that was measuring before a restart or reload does not answer until it has finished.
    if (settling.error() == Errc::no_answer && failures_ == 0)
        return ask_again_or_fail(settling.error(), &Sampler::reset);
    fail_with(settling.error());
}

void Sampler::configure()
{
    const auto done = sensor_.configure();
    if (!done) return not_ready_or_fail(done.error(), &Sampler::configure);
    configured_ = true;
    tell_doubt();
    start();
}

void Sampler::start()
{
    const auto measuring = sensor_.start();
    if (!measuring) return set_up_anew_or_fail(measuring.error());
    started_ = scheduler_.now();
    is_measuring_ = true;
    wait(*measuring, &Sampler::collect);
    if (sensor_.finished() == nullptr) measuring_ = *measuring;
    if (sensor_.finished() != nullptr) set_stale_timer();  // the read may hang for longer than the sample is fresh
    expected_ = started_ + measuring_;
}

/// finished() was emitted before the time from start() is over.
void Sampler::collect_early()
{
    if (!is_measuring_) return;
    measuring_ = scheduler_.now() - started_;
    collect();
}

void Sampler::collect()
{
    is_measuring_ = false;
    const auto reading = sensor_.collect();
    if (!reading) return not_ready_or_fail(reading.error(), &Sampler::collect);
    refine(*reading);
}

void Sampler::not_ready_or_fail(const Error& error, Step step)
{
    if (error != Errc::not_ready) return set_up_anew_or_fail(error);
    ask_again_or_fail(error, step);
}

/// A chip that lost its settings costs no sample: once per attempt it is configured again and repeats the measurement.
void Sampler::set_up_anew_or_fail(const Error& error)
{
    if (error != Errc::settings_lost || set_up_anew_) return retry_or_fail(error);
    set_up_anew_ = error;
    configured_ = false;
    polls_left_ = busy_polls;
    reset();
}

void Sampler::retry_or_fail(const Error& error)
{
    const auto pause = sensor_.pause_after(error);
    const bool is_in_time =
        configured_ && pause && begun_ && scheduler_.now() + *pause < *begun_ + retry_intervals * interval_;
    if (!is_in_time || retries_left_ == 0) return fail_with(error);
    --retries_left_;
    polls_left_ = busy_polls;
    wait(*pause, &Sampler::start);
}

void Sampler::ask_again_or_fail(const Error& error, Step step)
{
    if (polls_left_ == 0) return retry_or_fail(error);
    --polls_left_;
    wait(busy_wait, step);
}

/// Filters continue over a failure as long as the last sample is served.
void Sampler::refine(const Reading& decoded)
{
    if (!is_fresh_at(scheduler_.now())) refiner_.forget();
    const auto refined = refiner_.refine(decoded, scheduler_.now());
    if (!refined) return fail_with(refined.error());
    succeed(*refined);
}

void Sampler::succeed(const Reading& reading)
{
    const auto sequence = samples() + 1;
    const auto version = sample_ ? sample_->version + 1 : 1;
    sample_ = Sample{reading, scheduler_.now(), scheduler_.wall_now(), sequence, version};
    begun_.reset();
    if (set_up_anew_) tell_set_up_anew(*set_up_anew_);
    if (failure_ || told_stale_) tell_recovery();
    failure_.reset();
    failures_ = 0;
    retry_delay_ = first_retry_delay();
    stale_timer_.reset();
    wait_for_next_attempt(interval_);
    expected_ += measuring_;
    changes_.emit();
}

void Sampler::fail_with(const Error& error)
{
    begun_.reset();
    tell_failure(error);
    tell_if_stale();
    set_stale_timer();
    failure_ = error;
    ++all_failures_;
    configured_ = false;
    if (++failures_ >= patient_failures) {
        retry_delay_ = std::min(2 * retry_delay_, longest_retry_delay);
    }
    wait_for_next_attempt(retry_delay_);
    changes_.emit();
}

void Sampler::wait(Duration delay, Step next)
{
    expected_ = scheduler_.now() + delay;
    timer_ = scheduler_.after(delay, [this, next] { (this->*next)(); });
}

void Sampler::wait_for_next_attempt(Duration step)
{
    const auto late = scheduler_.now() - slot_;
    slot_ += step * (late / step + 1);
    wait(slot_ - scheduler_.now(), &Sampler::attempt);
}

bool Sampler::is_fresh_at(Instant now) const
{
    if (!sample_) return false;
    const auto asked = begun_ && now - *begun_ < interval_ ? *begun_ : now;
    return asked - sample_->taken < fresh_intervals * interval_;
}

void Sampler::tell_failure(const Error& error)
{
    if (std::find(told_.begin(), told_.end(), error.code) != told_.end()) return;
    told_.push_back(error.code);
    log_.warning("sensor " + name_, "sensor " + name_ + ": " + sentence(error));
}

void Sampler::tell_set_up_anew(const Error& cause)
{
    log_.warning("supply of sensor " + name_, "sensor " + name_ + ": set up again after " + sentence(cause));
}

void Sampler::tell_doubt()
{
    const auto doubt = sensor_.doubt();
    if (!doubt || doubt == told_doubt_) return;
    told_doubt_ = doubt;
    log_.warning("calibration of sensor " + name_, "sensor " + name_ + ": " + sentence(*doubt));
}

void Sampler::tell_recovery()
{
    told_.clear();
    told_stale_ = false;
    const auto count = failures_ == 0 ? "" : " after " + std::to_string(failures_) + " failure";
    log_.info("sensor " + name_, "sensor " + name_ + ": answers again" + count + (failures_ > 1 ? "s" : ""));
}

void Sampler::tell_if_stale()
{
    if (!sample_ || told_stale_ || is_fresh_at(scheduler_.now())) return;
    told_stale_ = true;
    log_.warning("sensor " + name_, "sensor " + name_ + ": no reading for " + std::to_string(fresh_intervals) +
                                        " intervals: its last value is no longer served");
}

void Sampler::set_stale_timer()
{
    if (!sample_ || failure_) return;
    auto at = sample_->taken + fresh_intervals * interval_;
    if (begun_) at = std::max(at, *begun_ + interval_);
    stale_timer_ = scheduler_.after(std::max(at - scheduler_.now(), Duration::zero()), [this] { go_stale(); });
}

void Sampler::go_stale()
{
    tell_if_stale();
    changes_.emit();
}

void Sampler::correct_time()
{
    if (!sample_) return;
    const auto taken_at = wall_time_of(scheduler_, sample_->taken, sample_->taken_at);
    if (std::exchange(sample_->taken_at, taken_at) == taken_at) return;
    ++sample_->version;
    changes_.emit();
}

}  // namespace coapnode

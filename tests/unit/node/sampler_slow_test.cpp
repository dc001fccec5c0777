// SPDX-License-Identifier: MIT
// The sampler of sensors that block, fail now and then, or measure by a clock of their own.
#include "node/sampler_fixture.hpp"

using namespace coapnode;

namespace {

const Error of_a_moment{Errc::bus_io, "the kernel cannot read dht11"};
const Error gone{Errc::sensor_missing, "kernel sensor \"dht11\" is gone"};

/// Its read takes what the test says, up to 10 s; it fails as often as the test says.
class SlowSensor final : public Sensor {
public:
    explicit SlowSensor(Scheduler& time) : time_{time} {}

    Duration takes = 300ms;
    int fails = 0;
    Error failure = of_a_moment;
    int reads = 0;

    Result<Duration> reset() override { return Duration::zero(); }
    Result<Duration> start() override
    {
        ++reads;
        is_read_ = false;
        timer_ = time_.after(takes, [this] {
            is_read_ = true;
            finished_.emit();
        });
        return 10s;
    }
    Result<Reading> collect() override
    {
        if (!is_read_) return fail(Errc::bus_timeout, "not read");
        if (fails > 0) {
            --fails;
            return Failure{failure};
        }
        return Reading{}.with(Temperature::milli_celsius(21'500));
    }
    ChangeSignal* finished() override { return &finished_; }
    [[nodiscard]] std::optional<Duration> pause_after(const Error& error) const override
    {
        return error == of_a_moment ? std::optional<Duration>{2s} : std::nullopt;
    }

private:
    Scheduler& time_;
    ChangeSignal finished_;
    bool is_read_ = false;
    Timer timer_;
};

struct SlowRoom {
    FakeScheduler time;
    RecordingLog log;
    SlowSensor sensor{time};
    Sampler sampler;

    explicit SlowRoom(Duration every = 10s) : sampler{time, log, sensor, "room", every} {}

    void run_until(Duration moment) { time.advance(moment - time.elapsed()); }
};

}  // namespace

TEST_CASE("a slow sensor is collected when it has finished, not when its longest time is over")
{
    SlowRoom room;
    room.run_until(299ms);
    CHECK_FALSE(room.sampler.latest());
    room.run_until(300ms);
    CHECK(room.sampler.latest()->sequence == 1);
    CHECK(room.sampler.until_next() == 10s);
    room.run_until(10'299ms);
    CHECK(room.sampler.until_next() == 1ms);
    CHECK(room.sampler.latest()->sequence == 1);
    room.run_until(10'300ms);
    CHECK(room.sampler.latest()->sequence == 2);
}

TEST_CASE("a read that fails now and then is repeated within the attempt, and nobody is told")
{
    SlowRoom room;
    room.run_until(1s);
    room.sensor.fails = 3;
    room.run_until(10'300ms);
    CHECK(room.sensor.fails == 2);
    CHECK(room.sampler.latest()->sequence == 1);
    CHECK_FALSE(room.sampler.failure());
    room.run_until(10'000ms + 3 * 2'300ms + 300ms);
    CHECK(room.sampler.latest()->sequence == 2);
    CHECK(room.sampler.failures() == 0);
    CHECK(room.log.take().empty());
    room.run_until(20'300ms);
    CHECK(room.sampler.latest()->sequence == 3);
}

TEST_CASE("one failure more, and the attempt has failed")
{
    SlowRoom room;
    room.run_until(1s);
    room.sensor.fails = Sampler::most_retries + 1;
    room.run_until(19s);
    CHECK(room.sampler.failure() == of_a_moment);
    CHECK(room.sampler.failures() == 1);
    CHECK(room.sampler.latest().has_value());
}

TEST_CASE("retries end with two intervals: a short one has fewer, the shortest has none")
{
    for (const auto& [interval, reads] : {std::pair<Duration, int>{1s, 1}, {2s, 2}, {5s, 4}, {60s, 4}}) {
        SlowRoom room{interval};
        room.sensor.fails = 1'000;
        room.sensor.takes = 10ms;
        for (int steps = 0; room.sampler.failures() == 0 && steps < 20'000; ++steps)
            room.time.advance(1ms);
        CHECK(room.sensor.reads == reads);
    }
}

TEST_CASE("what no other read mends fails at once")
{
    SlowRoom room;
    room.sensor.failure = gone;
    room.sensor.fails = 1;
    room.run_until(301ms);
    CHECK(room.sampler.failure() == gone);
    CHECK(room.sensor.reads == 1);
}

TEST_CASE("a read that hangs lets the last reading grow old, an interval beyond its three at most")
{
    SlowRoom room{2s};
    room.run_until(1s);
    int changes = 0;
    const auto subscription = room.sampler.changes().subscribe([&changes] { ++changes; });
    room.sensor.takes = 1h;
    room.run_until(6'299ms);
    CHECK(room.sampler.latest().has_value());
    CHECK(changes == 0);
    room.run_until(6'301ms);
    CHECK(room.sampler.latest().error() == Errc::not_ready);
    CHECK_MESSAGE(changes == 1, "whoever observes it hears of it then, not when the read is given up");
    CHECK(room.log.take().find("sensor room: no reading for 3 intervals") != std::string::npos);
    room.run_until(12'001ms);
    CHECK(room.sampler.latest().error() == Errc::bus_timeout);
}

TEST_CASE("a read that comes late, after the last reading was withdrawn, is told as a recovery")
{
    SlowRoom room{2s};
    room.run_until(1s);
    room.sensor.takes = 7s;
    room.run_until(7s);
    CHECK(room.sampler.latest().error() == Errc::not_ready);
    CHECK(room.log.take().find("sensor room: no reading for 3 intervals") != std::string::npos);
    room.sensor.takes = 10ms;
    room.run_until(9s);
    CHECK(room.sampler.latest()->sequence == 2);
    CHECK(room.log.take().ends_with("sensor room: answers again\n"));
}

TEST_CASE("a signal between two attempts is not for this sampler")
{
    SlowRoom room;
    room.run_until(1s);
    room.sensor.finished()->emit();
    CHECK(room.sampler.latest()->sequence == 1);
}

TEST_CASE("a chip whose result comes later than it should is asked again after its pause, and nobody is told")
{
    Room room{10s};
    room.sensor.pause_while_busy = 2s;
    room.run_until(1s);
    room.sensor.busy_collects = 2 * (1 + Sampler::busy_polls);
    room.run_until(19s);
    CHECK(room.sensor.busy_collects == 0);
    CHECK(room.sampler.samples() == 2);
    CHECK(room.sampler.failures() == 0);
    CHECK(room.log.take().empty());
    room.run_until(20'100ms);
    CHECK(room.sampler.samples() == 3);
}

TEST_CASE("a chip whose result never comes fails after its pauses, and is set up anew")
{
    Room room{10s};
    room.sensor.pause_while_busy = 2s;
    room.run_until(1s);
    room.sensor.busy_collects = (1 + Sampler::most_retries) * (1 + Sampler::busy_polls);
    room.run_until(19s);
    CHECK(room.sampler.failure() == Errc::not_ready);
    CHECK(room.sampler.failures() == 1);
    room.sensor.take_calls();
    room.run_until(30s);
    CHECK(room.sensor.take_calls().find("reset") != std::string::npos);
    CHECK_FALSE(room.sampler.failure());
}

TEST_CASE("a chip that is never ready to be set up does not begin to measure after a pause")
{
    Room room{10s};
    room.sensor.pause_while_busy = 2s;
    room.sensor.busy_configures = 1000;
    room.run_until(9s);
    CHECK(room.sampler.failure() == Errc::not_ready);
    CHECK(room.sensor.take_calls().find("start") == std::string::npos);
}

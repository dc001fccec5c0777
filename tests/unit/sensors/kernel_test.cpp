// SPDX-License-Identifier: MIT
/// driver: kernel, on a worker that runs its jobs when the test says so.
#include "coapnode/hal/kernel_device.hpp"
#include "coapnode/sensors/models.hpp"

#include "support/fake_worker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

/// Answers what the test says, and writes down what it was asked for.
class ScriptedSensors final : public KernelSensors {
public:
    struct Script {
        Result<Reading> answer = Reading{}.with(Temperature::milli_celsius(21'500));
        int reads = 0;
    };
    explicit ScriptedSensors(Script& script) : script_{script} {}

    [[nodiscard]] Result<Reading> read(const std::string& device, std::span<const Quantity> wanted) const override
    {
        CHECK(device == "dht11");
        CHECK(list_of(wanted) == "temperature, humidity");
        ++script_.reads;
        return script_.answer;
    }
    [[nodiscard]] Result<KernelSensorInfo> find(const std::string& /*device*/) const override
    {
        return fail(Errc::sensor_missing, {});
    }
    [[nodiscard]] std::vector<KernelSensorInfo> list() const override { return {}; }
    [[nodiscard]] std::optional<std::string> owner_of(const I2cAddress& /*where*/) const override { return {}; }

private:
    Script& script_;
};

class KernelAlone final : public Hardware {
public:
    explicit KernelAlone(ScriptedSensors::Script& script) : script_{script} {}

    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& /*where*/, std::string_view /*driver*/) override
    {
        return fail(Errc::bus_missing, "no bus");
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& /*where*/, bool /*high*/) override
    {
        return fail(Errc::line_missing, "no line");
    }
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return {}; }
    [[nodiscard]] std::shared_ptr<const KernelSensors> kernel_sensors() const override
    {
        return std::make_shared<ScriptedSensors>(script_);
    }

private:
    ScriptedSensors::Script& script_;
};

struct KernelBench {
    ScriptedSensors::Script script;
    FakeWorker worker;
    std::unique_ptr<Sensor> sensor = open();
    int finished = 0;
    Subscription subscription = sensor->finished()->subscribe([this] { ++finished; });

    std::unique_ptr<Sensor> open()
    {
        KernelAlone hardware{script};
        auto opened = find_model("kernel")->open(
            hardware, {{}, "kernel", "dht11", {Quantity::temperature, Quantity::humidity}, &worker});
        REQUIRE(opened);
        return std::move(*opened);
    }
};

}  // namespace

TEST_CASE("driver kernel reads on the worker, and says when it has")
{
    KernelBench bench;
    CHECK(bench.sensor->reset() == Duration::zero());
    CHECK(bench.sensor->start() == 30s);
    CHECK(bench.script.reads == 0);
    CHECK(bench.finished == 0);
    CHECK(bench.worker.finish_next());
    CHECK(bench.finished == 1);
    CHECK(bench.sensor->collect() == bench.script.answer);
    CHECK(bench.sensor->start() == 30s);
    CHECK_MESSAGE(!bench.sensor->collect().has_value(), "a reading is given once");
}

TEST_CASE("a read that does not come back: one waits, and no other is begun beside it")
{
    KernelBench bench;
    for (int attempt = 0; attempt < 5; ++attempt) {
        CHECK(bench.sensor->start() == 30s);
        CHECK(bench.sensor->collect().error() ==
              Error{Errc::bus_timeout, "the kernel has not read kernel sensor \"dht11\" within 30 s"});
        CHECK(bench.worker.waiting() == 1);
    }
    CHECK(bench.worker.finish_next());
    CHECK(bench.script.reads == 1);
    CHECK(bench.sensor->collect().has_value());
}

TEST_CASE("what a read fails with, and whether it is of a moment")
{
    struct Row {
        Errc code;
        bool is_retried;
    };
    for (const auto& row : {Row{Errc::bus_io, true}, Row{Errc::bad_checksum, true}, Row{Errc::bad_value, true},
                            Row{Errc::no_answer, true}, Row{Errc::sensor_missing, false}, Row{Errc::wrong_chip, false},
                            Row{Errc::access_denied, false}, Row{Errc::bus_timeout, false}}) {
        KernelBench bench;
        const Error error{row.code, "why"};
        bench.script.answer = Failure{error};
        CHECK(bench.sensor->start());
        CHECK(bench.worker.finish_next());
        CHECK(bench.sensor->collect().error() == error);
        CHECK(bench.sensor->pause_after(error) == (row.is_retried ? std::optional<Duration>{2s} : std::nullopt));
    }
}

TEST_CASE("a worker that takes no more jobs fails the attempt; a sensor that ends drops its job")
{
    KernelBench bench;
    bench.worker.on_post = fail(Errc::busy, "too many jobs wait for the worker");
    CHECK(bench.sensor->start().error() == Errc::busy);
    bench.worker.on_post = {};
    CHECK(bench.sensor->start());
    bench.sensor.reset();
    CHECK(bench.worker.waiting() == 0);
    CHECK_FALSE(bench.worker.finish_next());
}

TEST_CASE("driver kernel is one of the drivers, and on no bus")
{
    CHECK(drivers().back().driver == "kernel");
    CHECK_FALSE(find_model("kernel")->is_on_i2c());
    for (const auto& model : models())
        CHECK(model.is_on_i2c());
    CHECK(drivers().size() == models().size() + 1);
}

TEST_CASE("each chip that driver kernel is for has the overlay that it needs")
{
    for (const auto chip : find_model("kernel")->words) {
        CAPTURE(chip);
        const auto* const row = find_kernel_driver(chip);
        REQUIRE(row != nullptr);
        CHECK_FALSE(row->overlay.empty());
        CHECK(std::ranges::equal(quantities_of_kernel_device(chip), row->quantities));
    }
}

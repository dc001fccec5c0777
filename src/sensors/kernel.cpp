// SPDX-License-Identifier: MIT
/// A sensor that a driver of the kernel reads. A read may block for seconds, so it runs on the worker.
#include "sensors/chip.hpp"

#include <string>
#include <utility>

namespace coapnode {

namespace kernel {

namespace {

/// The slowest driver of Linux 6.12 gives up sooner (scd4x: 6 s); thermometers on one 1-Wire bus wait for each other,
/// 0.75 s each. A read that takes longer goes on; the next attempt waits for the same one.
constexpr Duration longest_read = 30s;

/// A DHT22 must rest that long between two reads.
constexpr Duration rest = 2s;

/// What another read may mend. A DHT22 fails one time in four, and nothing is wrong with it.
bool is_of_a_moment(Errc code)
{
    switch (code) {
    case Errc::bus_io:
    case Errc::bad_checksum:
    case Errc::bad_value:
    case Errc::no_answer:
        return true;
    default:
        return false;
    }
}

class KernelSensor final : public Sensor {
public:
    KernelSensor(std::shared_ptr<const KernelSensors> sensors, const SensorPlace& place)
        : sensors_{std::move(sensors)}, device_{place.device}, measures_{place.measures}, worker_{*place.worker}
    {
    }

    Result<Duration> reset() override { return Duration::zero(); }
    Result<Duration> start() override;
    Result<Reading> collect() override;
    [[nodiscard]] ChangeSignal* finished() override { return &finished_; }
    [[nodiscard]] std::optional<Duration> pause_after(const Error& error) const override
    {
        return is_of_a_moment(error.code) ? std::optional{rest} : std::nullopt;
    }

private:
    void finish(Result<Reading> result);

    std::shared_ptr<const KernelSensors> sensors_;
    std::string device_;
    std::vector<Quantity> measures_;
    Worker& worker_;
    ChangeSignal finished_;
    std::optional<Result<Reading>> result_;
    Job job_;  ///< last: nothing comes back once it is gone
};

/// The device is looked for with each read: it may have come back under another number.
Result<Duration> KernelSensor::start()
{
    if (job_) return longest_read;
    result_.reset();
    auto job = post_for<Reading>(
        worker_,
        [sensors = sensors_, device = device_, measures = measures_] { return sensors->read(device, measures); },
        [this](Result<Reading> result) { finish(std::move(result)); });
    if (!job) return fail(job);
    job_ = std::move(*job);
    return longest_read;
}

void KernelSensor::finish(Result<Reading> result)
{
    job_.reset();
    result_ = std::move(result);
    finished_.emit();
}

Result<Reading> KernelSensor::collect()
{
    if (result_) return *result_;
    return fail(Errc::bus_timeout, "the kernel has not read kernel sensor \"" + device_ + "\" within " +
                                       std::to_string(longest_read / 1s) + " s");
}

Result<std::unique_ptr<Sensor>> open(Hardware& hardware, const SensorPlace& place)
{
    if (place.worker == nullptr)
        return fail(Errc::busy, "this program cannot read kernel sensor \"" + place.device + '"');
    return std::make_unique<KernelSensor>(hardware.kernel_sensors(), place);
}

constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity, Quantity::pressure};

/// They need the kernel's timing, and have no driver here. A row of each: hal/kernel_device.cpp.
constexpr std::string_view words[]{"dht11",   "dht21",   "dht22",  "am2301", "am2302",
                                   "ds18b20", "ds18s20", "ds1820", "ds1822", "max31820"};

}  // namespace

}  // namespace kernel

constexpr Model kernel_model{
    .driver = "kernel",
    .chips = "DHT11, DHT22, DS18B20, others with a driver in Linux",
    .words = kernel::words,
    .addresses = {},
    .quantities = kernel::quantities,
    .open = kernel::open,
};

}  // namespace coapnode

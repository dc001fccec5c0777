// SPDX-License-Identifier: MIT
/// --probe: prints what it finds as YAML that works without changes. Everything else is in comments.
#include "apps/coapnoded/tasks.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "coapnode/hal/kernel_device.hpp"

#include <cstddef>
#include <iostream>
#include <vector>

namespace coapnode {

namespace {

/// A DHT22 fails one time in four, and must rest between two reads.
constexpr int kernel_tries = 4;
constexpr Duration kernel_pause = 2s;

class Printer {
public:
    explicit Printer(std::ostream& out) : out_{out} {}

    void print(const FoundChip& chip);
    /// `values` is a comment: "24.44 °C, 996.21 hPa".
    void print(const KernelSensorInfo& sensor, const std::string& values);
    [[nodiscard]] bool has_printed() const { return number_ > 0; }

private:
    void begin();

    std::ostream& out_;
    std::size_t number_ = 0;
};

void Printer::begin()
{
    if (number_ == 0) out_ << "sensors:\n";
    out_ << "  - name: sensor" << ++number_ << '\n';
}

void Printer::print(const FoundChip& chip)
{
    begin();
    out_ << "    driver: " << chip.models.front()->driver;
    if (chip.models.size() > 1) {
        out_ << "  # or";
        for (std::size_t i = 1; i < chip.models.size(); ++i)
            out_ << ' ' << chip.models[i]->driver;
        out_ << ": these chips cannot be told apart";
    }
    out_ << "\n    bus: " << chip.where.bus << "\n    address: " << to_string(chip.where).substr(0, 4) << '\n';
}

void Printer::print(const KernelSensorInfo& sensor, const std::string& values)
{
    begin();
    out_ << "    driver: kernel  # " << sensor.name << "\n    device: " << sensor.device;
    if (!tells_its_quantities(sensor)) out_ << "\n    measures: [" << list_of(sensor.quantities) << ']';
    out_ << "  # " << values << '\n';
}

std::string in_text(const Reading& reading, std::span<const Quantity> quantities)
{
    std::string text;
    for (const auto quantity : quantities)
        if (const auto value = reading.get(quantity)) text.append(text.empty() ? "" : ", ").append(to_text(*value));
    return text;
}

/// What it measures now, or why it cannot.
std::string values_of(const KernelSensors& sensors, const KernelSensorInfo& sensor, const Pause& pause)
{
    auto read = sensors.read(sensor.device, sensor.quantities);
    for (int tries = 1; tries < kernel_tries && !read && read.error() == Errc::bus_io; ++tries) {
        pause(kernel_pause);
        read = sensors.read(sensor.device, sensor.quantities);
    }
    return read ? in_text(*read, sensor.quantities) : sentence(read.error());
}

/// Whether the kernel's name says that it is a chip on this bus: 1-0076 on /dev/i2c-1.
bool is_on(const std::string& bus, const KernelSensorInfo& sensor)
{
    return form_of(sensor.device) == KernelDeviceForm::i2c && sensor.device.starts_with(kernel_prefix_of(bus));
}

Result<void> probe_bus(Printer& printer, std::vector<FoundChip>& owned, Hardware& hardware, const std::string& bus,
                       const Pause& pause)
{
    const auto found = search_bus(hardware, bus, pause);
    if (!found) return fail(found);
    for (const auto& chip : *found)
        chip.models.empty() ? owned.push_back(chip) : printer.print(chip);
    return {};
}

}  // namespace

int probe(std::ostream& out, Hardware& hardware, const std::string& bus, const Pause& pause)
{
    const auto kernel = hardware.kernel_sensors();
    auto of_kernel = kernel->list();
    if (!bus.empty()) std::erase_if(of_kernel, [&](const KernelSensorInfo& sensor) { return !is_on(bus, sensor); });
    const auto buses = bus.empty() ? hardware.i2c_buses() : std::vector{bus};
    if (buses.empty() && of_kernel.empty()) {
        std::cerr << "coapnoded: this machine has no I2C bus: " << advice(Errc::bus_missing) << '\n';
        return exit_failure;
    }
    Printer printer{out};
    std::vector<FoundChip> owned;
    for (const auto& name : buses) {
        if (const auto probed = probe_bus(printer, owned, hardware, name, pause); !probed) {
            std::cerr << "coapnoded: " << sentence(probed.error()) << '\n';
            return exit_failure;
        }
    }
    for (const auto& sensor : of_kernel)
        printer.print(sensor, values_of(*kernel, sensor, pause));
    for (const auto& chip : owned)
        if (!chip.owner.empty())
            out << "# the kernel driver " << chip.owner << " owns " << to_string(chip.where) << '\n';
    if (!printer.has_printed())
        out << "# no known chip answers: check the wiring (coapnoded --list-drivers lists the chips)\n";
    return exit_ok;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// --probe and what the kernel's own drivers read.
#include "apps/coapnoded/tasks.hpp"

#include "hal/kernel/sysfs_sensors.hpp"
#include "support/sys_tree.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace coapnode;

namespace {

/// A machine whose chips on /dev/i2c-1 all belong to the kernel, if it has that bus.
class KernelMachine final : public Hardware {
public:
    SysTree tree;
    std::vector<std::string> buses{"/dev/i2c-1"};

    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where, std::string_view /*driver*/) override
    {
        return fail(Errc::bus_busy, "a kernel driver owns " + to_string(where));
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& /*where*/, bool /*high*/) override
    {
        return fail(Errc::line_missing, "no line");
    }
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return buses; }
    [[nodiscard]] std::shared_ptr<const KernelSensors> kernel_sensors() const override
    {
        return std::make_shared<SysfsSensors>(tree.root());
    }
    std::string probed(const std::string& bus, int& pauses)
    {
        std::ostringstream out;
        CHECK(probe(out, *this, bus, [&pauses](Duration length) { pauses += length == 2s ? 1 : 0; }) == 0);
        return out.str();
    }
};

}  // namespace

TEST_CASE("--probe lists the sensors of the kernel with their values, and who has an address")
{
    KernelMachine machine;
    machine.tree.iio(machine.tree.chip("i2c", "1-0076", "bmp280"), 1,
                     {{"name", "bmp280"}, {"in_temp_input", "25080"}, {"in_pressure_input", "100.656"}});
    machine.tree.hwmon(machine.tree.chip("i2c", "3-0044", "sht3x"), 3, {{"name", "sht3x"}, {"temp1_input", "-500"}});
    machine.tree.chip("i2c", "1-0048", "rtc-ds1307");
    machine.tree.dht11(0, "21500", "45200");
    machine.tree.ds18b20("28-0316a27944d2", w1_slave_text("91 01 4b 46 7f ff 0c 10 70", "25062"));
    machine.tree.ds18b20("28-0316a27944d3", "");
    int pauses = 0;
    CHECK(machine.probed("", pauses) ==
          "sensors:\n"
          "  - name: sensor1\n"
          "    driver: kernel  # dht11@0\n"
          "    device: dht11@4  # 21.5 °C, 45.2 %RH\n"
          "  - name: sensor2\n"
          "    driver: kernel  # bmp280\n"
          "    device: 1-0076\n"
          "    measures: [temperature, pressure]  # 25.08 °C, 1006.56 hPa\n"
          "  - name: sensor3\n"
          "    driver: kernel  # sht3x\n"
          "    device: 3-0044\n"
          "    measures: [temperature]  # -0.5 °C\n"
          "  - name: sensor4\n"
          "    driver: kernel  # ds18b20\n"
          "    device: 28-0316a27944d2  # 25.06 °C\n"
          "  - name: sensor5\n"
          "    driver: kernel  # ds18b20\n"
          "    device: 28-0316a27944d3  # no answer from kernel sensor \"28-0316a27944d3\", or a wrong checksum: " +
              std::string{advice(Errc::no_answer)} +
              "\n"
              "# the kernel driver rtc-ds1307 owns 0x48 on /dev/i2c-1\n"
              "# the kernel driver bmp280 owns 0x76 on /dev/i2c-1\n");
    CHECK(pauses == 0);
    CHECK(machine.probed("/dev/i2c-3", pauses) ==
          "sensors:\n"
          "  - name: sensor1\n"
          "    driver: kernel  # sht3x\n"
          "    device: 3-0044\n"
          "    measures: [temperature]  # -0.5 °C\n"
          "# the kernel driver sht3x owns 0x44 on /dev/i2c-3\n");
}

TEST_CASE("--probe where the sensors of the kernel are all there is, and one that must be asked again")
{
    KernelMachine machine;
    machine.buses.clear();
    machine.tree.dht11(0, "21500", "");
    int pauses = 0;
    CHECK(machine.probed("", pauses) ==
          "sensors:\n"
          "  - name: sensor1\n"
          "    driver: kernel  # dht11@0\n"
          "    device: dht11@4  # the kernel cannot read humidity of kernel sensor \"dht11@4\" (no data): " +
              std::string{advice(Errc::bus_io)} + '\n');
    CHECK(pauses == 3);
}

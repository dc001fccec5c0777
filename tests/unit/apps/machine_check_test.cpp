// SPDX-License-Identifier: MIT
#include "apps/coapnoded/machine_check.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace coapnode;

namespace {

/// Has /dev/i2c-1 alone; /dev/i2c-2 is not for everybody, and a kernel driver has 0x45.
class OneBus final : public Hardware {
public:
    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where, std::string_view /*driver*/) override
    {
        if (where.bus == "/dev/i2c-2") return fail(Errc::access_denied, "cannot open " + where.bus);
        if (where.bus != "/dev/i2c-1") return fail(Errc::bus_missing, "no bus for " + to_string(where));
        if (where.address == 0x45) return fail(Errc::bus_busy, "0x45 is a kernel driver's");
        return std::unique_ptr<I2cDevice>{};
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& where, bool /*high*/) override
    {
        FAIL("opening a line drives it");
        return fail(Errc::line_missing, to_string(where));
    }
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return {"/dev/i2c-1"}; }
};

const std::vector<std::string> lines{"ID_SDA", "GPIO4", "GPIO17", "GPIO27"};

std::vector<std::string> told(const std::string& yaml, const std::vector<std::string>& names = lines)
{
    const TemporaryDirectory folder;
    const auto file = folder.path() / "coapnode.yaml";
    std::ofstream{file} << yaml;
    const auto config = load_config(file, "pi");
    REQUIRE(config);
    OneBus hardware;
    std::vector<std::string> all;
    for (const auto& mistake : missing_here(*config, file, hardware, names))
        all.push_back(to_string(mistake).substr(file.string().size() + 1));
    return all;
}

std::string led(const std::string& keys)
{
    return "leds:\n  - name: led\n    " + keys + "\n";
}

}  // namespace

TEST_CASE("GPIO lines that this machine does not have")
{
    using Told = std::vector<std::string>;
    CHECK(told(led("line: GPIO17")) == Told{});
    for (const auto* line : {"GPI017", "GP1O17", "gpio17", "GPIO-17", "GPIO_17", "GPIO 17"}) {
        CAPTURE(line);
        CHECK(told(led("line: " + std::string{line})) ==
              Told{"3:11: this machine has no GPIO line " + std::string{line} + "; did you mean GPIO17?"});
    }
    for (const auto* line : {"GPIO47", "GPIO1", "LED0"}) {
        CAPTURE(line);
        CHECK(told(led("line: " + std::string{line})) ==
              Told{"3:11: this machine has no GPIO line " + std::string{line} + " (gpioinfo lists them)"});
    }
    CHECK_MESSAGE(told(led("line: GPI017"), {}) == Told{}, "whoever sees no line says nothing of them");
    CHECK(told(led("chip: /dev/nosuchchip\n    offset: 17")) ==
          Told{"3:11: this machine has no GPIO chip /dev/nosuchchip"});
    CHECK(told(led("chip: /dev/null\n    offset: 17")) == Told{});
}

TEST_CASE("buses that this machine does not have are told once, and chips that a kernel driver holds")
{
    const auto warnings = told(
        "sensors:\n"
        "  - {name: a, driver: sht3x}\n"
        "  - {name: b, driver: sht3x, bus: /dev/i2c-7}\n"
        "  - {name: c, driver: bme280, bus: /dev/i2c-7}\n"
        "  - {name: d, driver: sht3x, bus: /dev/i2c-2}\n"
        "  - {name: e, driver: sht3x, address: 0x45}\n");
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].starts_with("3:35: no bus for 0x44 on /dev/i2c-7: "));
    CHECK(warnings[1].starts_with("6:5: 0x45 is a kernel driver's"));
}

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/tasks.hpp"

#include "coapnode/sensors/models.hpp"
#include "hal/mock/mock_hardware.hpp"
#include "support/fake_scheduler.hpp"
#include "support/printed.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <sstream>

using namespace coapnode;

namespace {

struct Bus {
    FakeScheduler time;
    MockHardware hardware{time, MockFiles{}};

    Bus()
    {
        // Nothing but what a test plugs in.
        for (std::uint8_t address = 0x08; address <= 0x77; ++address)
            inject(address, {.fault = Fault::no_answer});
    }

    void inject(std::uint8_t address, Injection injection)
    {
        hardware.inject({"/dev/i2c-1", address}, std::move(injection));
    }
    int probed(std::ostream& out, const std::string& name)
    {
        return probe(out, hardware, name, [this](Duration length) { time.advance(length); });
    }
    void plug_in(std::uint8_t address, const std::string& chip)
    {
        inject(address, {.chip = chip});
        time.advance(1s);
    }
};

}  // namespace

TEST_CASE("--list-drivers has a row for each driver, in columns")
{
    std::ostringstream out;
    CHECK(list_drivers(out) == 0);
    const auto text = out.str();
    std::size_t lines = 0;
    std::istringstream rows{text};
    for (std::string line; std::getline(rows, line); ++lines) {
        CAPTURE(line);
        if (lines == 0) continue;
        const auto& model = drivers()[lines - 1];
        CHECK(line.starts_with(std::string{model.driver} + ' '));
        CHECK(line.ends_with(model.chips));
        CHECK(line.find(model.chips) == text.find("chips\n"));
    }
    CHECK(lines == drivers().size() + 1);
    CHECK(text.find("\nsht3x     0x44 0x45 ") != std::string::npos);
    CHECK(text.find(" temperature, humidity, pressure ") != std::string::npos);
}

TEST_CASE("--probe prints the chips that answer as YAML to paste")
{
    Bus bus;
    bus.plug_in(0x44, "sht3x");
    bus.plug_in(0x76, "bmp280");
    for (const std::string name : {"", "/dev/i2c-1"}) {
        CAPTURE(name);
        std::ostringstream out;
        CHECK(bus.probed(out, name) == 0);
        CHECK(out.str() ==
              "sensors:\n"
              "  - name: sensor1\n"
              "    driver: sht3x\n"
              "    bus: /dev/i2c-1\n"
              "    address: 0x44\n"
              "  - name: sensor2\n"
              "    driver: bmp280\n"
              "    bus: /dev/i2c-1\n"
              "    address: 0x76\n");
    }
}

TEST_CASE("--probe names every driver where chips cannot be told apart")
{
    Bus bus;
    bus.plug_in(0x48, "tmp105");
    std::ostringstream out;
    CHECK(bus.probed(out, "/dev/i2c-1") == 0);
    CHECK(out.str() ==
          "sensors:\n"
          "  - name: sensor1\n"
          "    driver: lm75  # or tmp75 tmp105: these chips cannot be told apart\n"
          "    bus: /dev/i2c-1\n"
          "    address: 0x48\n");
}

TEST_CASE("--probe passes over what a kernel driver owns, and over strangers")
{
    Bus bus;
    bus.plug_in(0x45, "sht3x");
    bus.inject(0x44, {.chip = "sht3x", .fault = Fault::bus_busy});
    bus.plug_in(0x77, "bmp180");
    std::ostringstream out;
    CHECK(bus.probed(out, "") == 0);
    CHECK(out.str() ==
          "sensors:\n"
          "  - name: sensor1\n"
          "    driver: sht3x\n"
          "    bus: /dev/i2c-1\n"
          "    address: 0x45\n");
}

TEST_CASE("--probe asks again where a chip measures for somebody else")
{
    Bus bus;
    bus.plug_in(0x44, "sht3x");
    bus.plug_in(0x76, "bmp280");
    const auto chip = bus.hardware.open_i2c({"/dev/i2c-1", 0x44}, {});
    const std::array<std::uint8_t, 2> measure{0x24, 0x00};
    int pauses = 0;
    bool measures_again = false;
    const auto is_found = [&] {
        pauses = 0;
        std::ostringstream out;
        CHECK((*chip)->write(measure).has_value());
        CHECK(probe(out, bus.hardware, "/dev/i2c-1", [&](Duration length) {
                  ++pauses;
                  bus.time.advance(length);
                  if (measures_again) CHECK((*chip)->write(measure).has_value());
              }) == 0);
        CHECK(out.str().find("    driver: bmp280\n") != std::string::npos);
        return out.str().find("  - name: sensor1\n    driver: sht3x\n") != std::string::npos;
    };
    CHECK(is_found());
    CHECK(pauses == probe_tries - 1);

    measures_again = true;
    bus.time.advance(1s);
    CHECK_FALSE(is_found());
    CHECK(pauses == probe_tries - 1);
}

TEST_CASE("--probe of an empty bus")
{
    Bus bus;
    std::ostringstream out;
    CHECK(bus.probed(out, "") == 0);
    CHECK(out.str() == "# no known chip answers: check the wiring (coapnoded --list-drivers lists the chips)\n");
}

TEST_CASE("--probe where there is no bus, or none that may be opened")
{
    struct Row {
        Fault fault;
        std::string complaint;
    };
    const Row rows[] = {
        {Fault::bus_missing,
         "coapnoded: no bus for 0x44 on /dev/i2c-1: enable I2C (dtparam=i2c_arm=on in /boot/firmware/config.txt) and "
         "load i2c-dev\n"},
        {Fault::access_denied,
         "coapnoded: no permission for 0x44 on /dev/i2c-1: add the daemon's user to the group that owns the device "
         "(i2c, gpio)\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.complaint);
        Bus bus;
        bus.inject(0x44, {.fault = row.fault});
        std::ostringstream out;
        int code = 0;
        const auto output = printed_by([&] { code = bus.probed(out, "/dev/i2c-1"); });
        CHECK(code == 1);
        CHECK(out.str().empty());
        CHECK(output.err == row.complaint);
    }
}

TEST_CASE("--probe on a machine without buses")
{
    class NoBuses final : public Hardware {
    public:
        Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& /*where*/, std::string_view /*driver*/) override
        {
            return fail(Errc::bus_missing, "no bus");
        }
        Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& /*where*/, bool /*high*/) override
        {
            return fail(Errc::line_missing, "no line");
        }
        [[nodiscard]] std::vector<std::string> i2c_buses() const override { return {}; }
    };
    NoBuses hardware;
    std::ostringstream out;
    int code = 0;
    const auto output = printed_by([&] { code = probe(out, hardware, "", [](Duration) {}); });
    CHECK(code == 1);
    CHECK(output.err.starts_with("coapnoded: this machine has no I2C bus: enable I2C"));
}

// SPDX-License-Identifier: MIT
#include "coapnode/sensors/models.hpp"

#include "coapnode/sensors/chip_names.hpp"

#include "sensors/driver_steps.hpp"

#include <algorithm>
#include <set>

using namespace coapnode;

namespace {

struct Row {
    std::string driver;
    std::uint8_t first;
    std::size_t count;
    std::vector<Quantity> quantities;
};

const Row rows[] = {
    {"sht3x", 0x44, 2, {Quantity::temperature, Quantity::humidity}},
    {"bme280", 0x76, 2, {Quantity::temperature, Quantity::humidity, Quantity::pressure}},
    {"bmp280", 0x76, 2, {Quantity::temperature, Quantity::pressure}},
    {"tmp102", 0x48, 4, {Quantity::temperature}},
    {"lm75", 0x48, 8, {Quantity::temperature}},
    {"tmp75", 0x48, 8, {Quantity::temperature}},
    {"tmp105", 0x48, 2, {Quantity::temperature}},
};

}  // namespace

TEST_CASE("the drivers, where they look and what they measure")
{
    CHECK(models().size() == std::size(rows));
    for (const auto& row : rows) {
        CAPTURE(row.driver);
        const auto* const model = find_model(row.driver);
        REQUIRE(model != nullptr);
        CHECK(model->driver == row.driver);
        CHECK(model->default_address() == row.first);
        REQUIRE(model->addresses.size() == row.count);
        for (std::size_t i = 0; i < row.count; ++i)
            CHECK(model->addresses[i] == row.first + i);
        CHECK(std::ranges::equal(model->quantities, row.quantities));
        for (const auto quantity : all_quantities) {
            CHECK(model->measures(quantity) == (std::ranges::count(row.quantities, quantity) == 1));
        }
    }
}

TEST_CASE("a chip is known by one name, and what is not served leads to no driver")
{
    for (const auto& [chip, driver] : chip_names()) {
        CAPTURE(chip);
        CHECK(find_model(chip) == nullptr);
        CHECK((driver.empty() || find_model(driver) != nullptr));
        const std::string board = "GY-" + std::string{chip} + "-B";
        for (const auto& text : {std::string{chip}, board}) {
            const auto named = chips_named_in(text);
            REQUIRE_FALSE(named.empty());
            CHECK(std::ranges::all_of(named, [&](const ChipName& name) { return name.chip == chip; }));
            CHECK(std::ranges::any_of(named, [&](const ChipName& name) { return name.driver == driver; }));
        }
    }
    for (const auto& model : models())
        CHECK(chips_named_in(model.driver).size() == 1);
}

TEST_CASE("what is no driver's name is none")
{
    for (const auto* name : {"", "sht", "sht3", "sht3x ", "SHT3X", "bme680", "mock"}) {
        CAPTURE(name);
        CHECK(find_model(name) == nullptr);
    }
}

TEST_CASE("every row of the table is whole")
{
    std::set<std::string_view> names;
    for (const auto& model : models()) {
        CAPTURE(model.driver);
        CHECK(names.insert(model.driver).second);
        CHECK(
            std::ranges::all_of(model.driver, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }));
        CHECK_FALSE(model.chips.empty());
        CHECK_FALSE(model.quantities.empty());
        REQUIRE_FALSE(model.addresses.empty());
        // 7 bits, without what the I2C specification reserves at both ends.
        for (const auto address : model.addresses)
            CHECK((address >= 0x08 && address <= 0x77));
        CHECK(std::ranges::is_sorted(model.addresses));
        ScriptedI2c untouched{{}};
        CHECK_MESSAGE(model.make(untouched) != nullptr, "making a driver does not touch the chip");
    }
}

TEST_CASE("each row makes and finds its own chip")
{
    struct Chip {
        std::string driver;
        I2cScript stranger;  ///< what reset() and configure() meet at another chip
        std::string name;
        I2cScript itself;  ///< what a probe meets
        Match match;
    };
    const auto limits = I2cScript{asks("02", "4b00"), asks("03", "5000")};
    const Chip chips[] = {
        {"sht3x",
         {writes("3093"), asks("f32d", "ffffff"), asks("f32d", "ffffff"), asks("f32d", "ffffff")},
         "SHT3x",
         {asks("f32d", "8010e1")},
         Match::certain},
        {"bme280", twice(asks("d0", "61")), "BME280", {asks("d0", "60")}, Match::certain},
        {"bmp280", twice(asks("d0", "61")), "BMP280", {asks("d0", "58")}, Match::certain},
        {"tmp102", I2cScript{writes("0160c0")} + twice(asks("01", "ffff")), "TMP102",
         limits + I2cScript{asks("01", "60a0"), asks("00", "1910")}, Match::possible},
        {"lm75", I2cScript{writes("0108")} + twice(asks("01", "ff")), "LM75",
         limits + I2cScript{asks("01", "00"), asks("00", "197f")}, Match::possible},
        {"tmp75", I2cScript{writes("0168")} + twice(asks("01", "ff")), "TMP75",
         limits + I2cScript{asks("01", "60"), asks("00", "1910")}, Match::possible},
        {"tmp105", I2cScript{writes("0168")} + twice(asks("01", "ff")), "TMP105",
         limits + I2cScript{asks("01", "60"), asks("00", "1910")}, Match::possible},
    };
    CHECK(models().size() == std::size(chips));
    for (const auto& chip : chips) {
        CAPTURE(chip.driver);
        const auto& model = *find_model(chip.driver);
        ScriptedI2c stranger{chip.stranger};
        const auto sensor = model.make(stranger);
        const auto settling = sensor->reset();
        const auto error = settling ? error_of(sensor->configure()) : error_of(settling);
        REQUIRE(error);
        CHECK(*error == Errc::wrong_chip);
        CHECK(error->message.find(chip.name) != std::string::npos);
        CHECK(error->message.find(stranger.where()) != std::string::npos);
        ScriptedI2c itself{chip.itself};
        CHECK(model.probe(itself) == chip.match);
    }
}

TEST_CASE("no probe finds a chip where none answers, or the bus fails")
{
    class Broken final : public I2cDevice {
    public:
        explicit Broken(Errc code) : code_{code} {}
        Result<void> write(ByteView) override { return unwanted(); }
        Result<void> read(MutableBytes) override { return unwanted(); }
        Result<void> write_read(ByteView, MutableBytes) override { return fail(code_, "broken"); }
        [[nodiscard]] std::string where() const override { return "nowhere"; }

    private:
        static Result<void> unwanted()
        {
            FAIL_CHECK("a probe only reads registers");
            return fail(Errc::bus_io, "broken");
        }
        Errc code_;
    };
    for (const auto& model : models()) {
        for (const auto code : {Errc::no_answer, Errc::bus_timeout, Errc::bus_io, Errc::bus_missing}) {
            CAPTURE(model.driver);
            Broken chip{code};
            CHECK(model.probe(chip) == Match::no);
        }
    }
}

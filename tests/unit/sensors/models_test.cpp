// SPDX-License-Identifier: MIT
#include "coapnode/sensors/models.hpp"

#include "coapnode/sensors/chip_names.hpp"

#include "sensors/known_drivers.hpp"

#include <algorithm>
#include <set>

using namespace coapnode;

TEST_CASE("the drivers, where they look and what they measure")
{
    for (const auto& row : known_drivers()) {
        CAPTURE(row.driver);
        const auto* const model = find_model(row.driver);
        REQUIRE(model != nullptr);
        CHECK(model->driver == row.driver);
        CHECK(model->default_address() == row.addresses.front());
        CHECK(std::ranges::equal(model->addresses, row.addresses));
        for (const auto quantity : all_quantities) {
            CAPTURE(name_of(quantity));
            CHECK(model->measures(quantity) == row.reading.get(quantity).has_value());
            CHECK(model->measures(quantity) == (std::ranges::count(model->quantities, quantity) == 1));
        }
    }
}

TEST_CASE("a chip is known by one name, and what is not served leads to no driver")
{
    for (const auto& [chip, driver] : chip_names()) {
        CAPTURE(chip);
        CHECK(find_model(chip) == nullptr);
        CHECK((driver.empty() || find_model(driver) != nullptr));
        const std::string board = "GY-" + std::string{chip} + "-Z";  // AM2301-B is another chip than AM2301
        for (const auto& text : {std::string{chip}, board}) {
            const auto named = chips_named_in(text);
            REQUIRE_FALSE(named.empty());
            CHECK(std::ranges::all_of(named, [&sought = chip](const ChipName& name) { return name.chip == sought; }));
            CHECK(
                std::ranges::any_of(named, [&sought = driver](const ChipName& name) { return name.driver == sought; }));
        }
    }
    for (const auto& model : models())
        CHECK(chips_named_in(model.driver).size() == 1);
}

TEST_CASE("what is no driver's name is none")
{
    for (const auto* name : {"", "sht", "sht3", "sht3x ", "SHT3X", "bme690", "mock"}) {
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
        CHECK_MESSAGE(open_driver(model.driver, untouched) != nullptr, "making a driver does not touch the chip");
    }
}

TEST_CASE("each row makes and finds its own chip")
{
    for (const auto& row : known_drivers()) {
        CAPTURE(row.driver);
        ScriptedI2c stranger{row.stranger};
        const auto sensor = open_driver(row.driver, stranger);
        const auto settling = sensor->reset();
        const auto error = settling ? error_of(configured(*sensor, 5)) : error_of(settling);
        REQUIRE(error);
        CHECK(*error == Errc::wrong_chip);
        CHECK(error->message.find(row.chip) != std::string::npos);
        CHECK(error->message.find(stranger.where()) != std::string::npos);
        ScriptedI2c itself{row.itself};
        CHECK(find_model(row.driver)->probe(itself) == row.match);
    }
}

TEST_CASE("no probe finds a chip where none answers, or the bus fails")
{
    class Broken final : public I2cDevice {
    public:
        explicit Broken(Errc code) : code_{code} {}
        Result<void> write(ByteView) override { return unwanted(); }
        Result<void> read(MutableBytes) override { return fail(code_, "broken"); }
        Result<void> write_read(ByteView, MutableBytes) override { return fail(code_, "broken"); }
        [[nodiscard]] std::string where() const override { return "nowhere"; }

    private:
        static Result<void> unwanted()
        {
            FAIL_CHECK("a probe only reads");
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

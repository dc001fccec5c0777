// SPDX-License-Identifier: MIT
#include "hal/mock/mock_hardware.hpp"
#include "line_addresses.hpp"
#include "support/fake_scheduler.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace coapnode;

namespace {

struct Mock {
    FakeScheduler time;
    TemporaryDirectory directory;
    MockHardware hardware{time, MockFiles{directory.path()}};
};

}  // namespace

TEST_CASE("a line is what it was opened as, then what it is driven to, and stays so when released")
{
    for (const bool initial : {false, true}) {
        CAPTURE(initial);
        Mock mock;
        const auto& line = mock.hardware.line("GPIO17");
        CHECK_FALSE(line.held);
        {
            const auto held = mock.hardware.open_output(named("GPIO17"), initial);
            REQUIRE(held);
            CHECK(line.held);
            CHECK(line.high == initial);
            CHECK(mock.directory.read("lines/GPIO17") == (initial ? "high\n" : "low\n"));
            CHECK((*held)->drive(!initial));
            CHECK(line.high == !initial);
            CHECK(mock.directory.read("lines/GPIO17") == (initial ? "low\n" : "high\n"));
        }
        CHECK_FALSE(line.held);
        CHECK(line.high == !initial);
        CHECK(mock.directory.read("lines/GPIO17") == (initial ? "low\n" : "high\n"));
    }
}

TEST_CASE("which lines there are")
{
    struct Row {
        LineAddress where;
        bool exists;
    };
    const Row rows[] = {
        {named("GPIO0"), true},
        {named("GPIO27"), true},
        {named("GPIO28"), false},
        {named("GPIO017"), false},
        {named("gpio17"), false},
        {named("NOSUCH"), false},
        {named(""), false},
        {numbered("/dev/gpiochip0", 0), true},
        {numbered("/dev/gpiochip0", 53), true},
        {numbered("/dev/gpiochip0", 54), false},
        {numbered("/dev/gpiochip1", 0), false},
    };
    for (const auto& row : rows) {
        CAPTURE(to_string(row.where));
        Mock mock;
        const auto opened = mock.hardware.open_output(row.where, false);
        CHECK(opened.has_value() == row.exists);
        if (!opened) CHECK(opened.error() == Error{Errc::line_missing, "cannot find " + to_string(row.where)});
    }
}

TEST_CASE("a line has one holder at a time, whichever way it is named")
{
    Mock mock;
    const auto by_name = named("GPIO17");
    const auto by_offset = numbered("/dev/gpiochip0", 17);
    auto held = mock.hardware.open_output(by_name, false);
    REQUIRE(held);
    CHECK(mock.hardware.open_output(by_name, true).error() == Error{Errc::line_busy, "another program holds GPIO17"});
    CHECK(mock.hardware.open_output(by_offset, true).error() == Errc::line_busy);
    CHECK_FALSE(mock.hardware.line("GPIO17").high);
    CHECK(mock.hardware.open_output(named("GPIO18"), true));
    held->reset();
    CHECK(mock.hardware.open_output(by_offset, true));
    CHECK(mock.hardware.line("GPIO17").high);
}

TEST_CASE("a broken line cannot be driven and keeps its level")
{
    Mock mock;
    const auto held = mock.hardware.open_output(named("GPIO17"), false);
    REQUIRE(held);
    mock.hardware.line("GPIO17").broken = true;
    CHECK((*held)->drive(true).error() == Error{Errc::line_io, "cannot drive GPIO17"});
    CHECK_FALSE(mock.hardware.line("GPIO17").high);
    CHECK(mock.directory.read("lines/GPIO17") == "low\n");
    CHECK_THROWS_AS(mock.hardware.line("NOSUCH"), std::out_of_range);
}

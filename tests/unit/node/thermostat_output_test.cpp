// SPDX-License-Identifier: MIT
/// What a thermostat does about a line that cannot be driven.
#include "thermostat_fixture.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const std::string refuses = "warning: thermostat: output relay: cannot drive GPIO17: check the line with gpioinfo\n";
const std::string works = "thermostat: output relay can be driven again\n";

}  // namespace

TEST_CASE("a line that refuses is tried again after a second, then ever more seldom, samples or not")
{
    struct Row {
        Duration after;
        int drives;
    };
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.line.broken = true;
    for (const auto& [after, drives] :
         {Row{0s, 1}, Row{999ms, 1}, Row{1s, 2}, Row{2'999ms, 2}, Row{3s, 3}, Row{6'999ms, 3}, Row{7s, 4}, Row{15s, 5},
          Row{24'999ms, 5}, Row{25s, 6}, Row{34'999ms, 6}, Row{35s, 7}}) {
        CAPTURE(after.count());
        room.run_until(18ms + after);
        CHECK(room.line.drives == drives);
        CHECK(room.thermostat->error() == "cannot drive GPIO17");
        CHECK_FALSE(room.thermostat->output().is_on());
    }
    CHECK_MESSAGE(room.log.take() == refuses, "told once");
    room.line.broken = false;
    room.run_until(18ms + 45s);
    CHECK(room.line.high);
    CHECK_FALSE(room.thermostat->error());
    CHECK(room.log.take() == works);
    room.line.broken = true;
    room.warm_to(25'000);
    room.sample_at(50s);
    const auto before = room.line.drives;
    room.run_until(50s + 18ms + 1s);
    CHECK_MESSAGE(room.line.drives == before + 1, "after a second, again");
}

TEST_CASE("what it shows of a line that refuses is told as any other change")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.line.broken = true;
    room.sample_at(0s);
    int told = 0;
    const auto listening = room.thermostat->changes().subscribe([&] { ++told; });
    room.run_until(4s);
    CHECK(told == 0);
    room.line.broken = false;
    room.run_until(8s);
    CHECK(told == 1);
    room.line.broken = true;
    CHECK(room.thermostat->set_target(10'000).has_value());
    CHECK(told == 2);
    CHECK_MESSAGE(room.thermostat->output().is_on(), "as it was");
    CHECK(room.thermostat->error() == "cannot drive GPIO17");
}

TEST_CASE("what is wanted may change while the line refuses")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.line.broken = true;
    room.sample_at(0s);
    CHECK(room.thermostat->set_target(10'000).has_value());
    room.line.broken = false;
    room.run_until(1'018ms);
    CHECK_FALSE(room.line.high);
    CHECK_FALSE_MESSAGE(room.thermostat->error(), "driven as it is, to find out");
    CHECK(room.log.take() == refuses + works);
}

TEST_CASE("the safe state is told of once the line is in it")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.silence();
    room.run_until(15s);
    static_cast<void>(room.log.take());
    room.line.broken = true;
    room.run_until(20s);
    CHECK(room.line.high);
    CHECK(room.thermostat->output().is_on());
    CHECK(room.thermostat->error() == "no answer at 0x44 on /dev/i2c-1; cannot drive GPIO17");
    auto told = room.log.take();
    CHECK(told.find(refuses) != std::string::npos);
    CHECK(told.find("until there is a reading") == std::string::npos);
    room.line.broken = false;
    room.run_until(15'018ms + 7s);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->error() == "no answer at 0x44 on /dev/i2c-1");
    told = room.log.take();
    CHECK(told.find(works + "warning: thermostat: no reading of sensor room (no answer at 0x44 on /dev/i2c-1): "
                            "output relay is off until there is a reading\n") != std::string::npos);
    room.run_until(1h);
    CHECK_MESSAGE(room.log.take().find("thermostat") == std::string::npos, "once");
}

TEST_CASE("a safe state that was never reached is not told of afterwards")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.silence();
    room.line.broken = true;
    room.run_until(20s);
    room.heal();
    room.run_until(2min);
    room.line.broken = false;
    room.run_until(3min);
    CHECK(room.line.high);
    CHECK_FALSE(room.thermostat->error());
    const auto told = room.log.take();
    CHECK(told.find("until there is a reading") == std::string::npos);
    CHECK(told.find("thermostat: sensor room") == std::string::npos);
}

TEST_CASE("minimum times count from a switching that worked")
{
    auto config = plain_thermostat();
    config.min_on = 60s;
    HeatedRoom room{config, {}, 15'000};
    room.line.broken = true;
    room.sample_at(0s);
    room.line.broken = false;
    room.run_until(1'018ms);
    CHECK(room.line.high);
    room.warm_to(25'000);
    room.run_until(61'017ms);
    CHECK(room.line.high);
    room.run_until(61'018ms);
    CHECK_FALSE(room.line.high);
}

TEST_CASE("who gives up tries a last time, whatever is waited for")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.line.broken = true;
    CHECK(room.thermostat->set_target(10'000).has_value());
    const auto drives = room.line.drives;
    room.thermostat->give_up();
    CHECK(room.line.drives == drives + 1);
    room.run_until(1h);
    CHECK(room.line.drives == drives + 1);
    room.line.broken = false;
    room.thermostat->give_up();
    CHECK_FALSE(room.line.high);
}

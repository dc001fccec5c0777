// SPDX-License-Identifier: MIT
#include "coapnode/rest/conditional_attributes.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace coapnode;

namespace {

const Scalar some_number = 20.0;
const Scalar some_switch = false;

/// "c.pmin=10&c.gt=25"
std::vector<std::string> queries(const std::string& text)
{
    std::vector<std::string> all;
    std::istringstream in{text};
    for (std::string query; std::getline(in, query, '&');)
        all.push_back(query);
    return all;
}

std::string complaint(const std::string& text, const std::optional<Scalar>& state)
{
    const auto read = read_conditional_attributes(queries(text), state);
    if (read) return "";
    CHECK(read.error() == Errc::bad_body);
    return read.error().message;
}

/// What a resource does and when, in seconds: a number (or, with `is_switch`, 0 and 1), always sampled at that moment.
struct Change {
    double at;
    double value;
};

/// When an observer is notified, as "3=21 9=20": second and value.
std::string notified(const std::string& text, double first, const std::vector<Change>& changes, double until,
                     bool is_switch = false)
{
    FakeScheduler time;
    const auto scalar = [&](double value) { return is_switch ? Scalar{value != 0} : Scalar{value}; };
    double value = first;
    ConditionalObserver observer{*read_conditional_attributes(queries(text), scalar(value)), time.now(), scalar(value)};
    std::ostringstream told;
    Timer timer;
    std::function<void()> look = [&] {
        const auto due = observer.due(time.now(), scalar(value));
        timer.reset();
        if (due && *due > time.now()) {
            timer = time.after(*due - time.now(), [&] { look(); });
        } else if (due) {
            told << (told.tellp() > 0 ? " " : "") << std::chrono::duration<double>{time.elapsed()}.count() << '='
                 << value;
            observer.reported(time.now(), scalar(value));
            look();
        }
    };
    look();
    std::vector<Timer> samples;
    for (const auto& change : changes) {
        samples.push_back(
            time.after(std::chrono::duration_cast<Duration>(std::chrono::duration<double>{change.at}), [&] {
                value = change.value;
                observer.see(scalar(value));
                look();
            }));
    }
    time.advance(std::chrono::duration_cast<Duration>(std::chrono::duration<double>{until}));
    return told.str();
}

}  // namespace

TEST_CASE("for how long what is told holds")
{
    struct Row {
        std::string conditions;
        std::uint32_t max_age;
        std::uint32_t promised;
    };
    const Row rows[] = {
        {"", 5, 5},              // until the next sample
        {"", 0, 60},             // an LED: until somebody switches it
        {"c.pmax=30", 5, 5},     // a sample comes sooner
        {"c.pmax=3", 5, 3},      //
        {"c.pmax=0.5", 5, 1},    //
        {"c.pmin=20", 5, 25},    // the first sample after it
        {"c.pmin=20", 0, 60},    //
        {"c.pmin=120", 0, 120},  //
        {"c.pmin=20&c.pmax=20", 5, 20},
        {"c.gt=25", 5, 60},  // nobody knows when it crosses
        {"c.gt=25&c.pmax=600", 5, 600},
        {"c.edge=1&c.pmin=90", 0, 90},
    };
    for (const auto& row : rows) {
        CAPTURE(row.conditions);
        CHECK(read_conditional_attributes(queries(row.conditions), std::nullopt)->promised_age(row.max_age) ==
              row.promised);
    }
}

TEST_CASE("when an observer is notified")
{
    struct Row {
        std::string what;
        std::string conditions;
        std::vector<Change> samples;
        double until;
        std::string notified;
    };
    const std::vector<Change> rising{{5, 21}, {10, 22}, {15, 23}, {20, 24}};
    const std::vector<Change> hump{{5, 24}, {10, 26}, {15, 27}, {20, 24}, {25, 23}};
    const std::vector<Change> dip{{5, 18}, {10, 14}, {15, 13}, {20, 16}, {25, 17}};
    const Row rows[] = {
        {"no condition: every sample", "", rising, 30, "5=21 10=22 15=23 20=24"},
        {"a sample that says the same is one, too", "", {{5, 20}, {10, 20}}, 30, "5=20 10=20"},
        {"not faster than the shortest period", "", {{1, 21}, {1.05, 22}, {1.06, 23}}, 30, "1=21 1.1=23"},
        {"pmin: the newest once it is over", "c.pmin=12", rising, 40, "12=22 24=24"},
        {"pmin, the draft's example", "c.pmin=10", {{6, 23}, {9, 26}}, 40, "10=26"},
        {"pmin: what came before it counts from then", "c.pmin=4", {{5, 21}, {6, 22}}, 40, "5=21 9=22"},
        {"pmax: without a sample", "c.pmax=10", {}, 35, "10=20 20=20 30=20"},
        {"pmax begins anew with each notification", "c.pmax=10", {{4, 21}}, 30, "4=21 14=21 24=21"},
        {"pmin and pmax alike: periodic", "c.pmin=10&c.pmax=10", rising, 30, "10=22 20=24 30=24"},
        {"gt: both crossings", "c.gt=25", hump, 40, "10=26 20=24"},
        {"gt: the limit itself is not above it", "c.gt=25", {{5, 25}, {10, 25.01}, {15, 25}}, 30, "10=25.01 15=25"},
        {"lt: both crossings", "c.lt=15", dip, 40, "10=14 20=16"},
        {"lt: the limit itself is not below it", "c.lt=15", {{5, 15}, {10, 14.99}, {15, 15}}, 30, "10=14.99 15=15"},
        {"gt and lt", "c.gt=25&c.lt=15", {{5, 26}, {10, 14}, {15, 20}}, 30, "5=26 10=14 15=20"},
        {"negative limits", "c.lt=-5", {{5, -4}, {10, -6}, {15, -7}}, 30, "10=-6"},
        {"gt that is back within pmin is not told", "c.gt=25&c.pmin=12", {{5, 26}, {10, 24}}, 30, ""},
        {"gt that holds on is told after pmin", "c.gt=25&c.pmin=12", {{5, 26}, {10, 27}}, 30, "12=27"},
        {"gt with pmax", "c.gt=25&c.pmax=12", hump, 30, "10=26 20=24"},
        {"gt, and pmax when nothing crosses", "c.gt=30&c.pmax=12", hump, 30, "12=26 24=24"},
        {"st: from what was reported last, not sampled last", "c.st=2", rising, 30, "10=22 20=24"},
        {"st: either way", "c.st=2", {{5, 19}, {10, 18}, {15, 19.99}, {20, 20}}, 30, "10=18 20=20"},
        {"st: a hundredth more exact", "c.st=0.1", {{5, 20.1}, {10, 20.19}, {15, 20.2}}, 30, "5=20.1 15=20.2"},
        {"st and gt: whichever is met", "c.st=5&c.gt=22", rising, 30, "15=23"},
        {"band below: lt alone is the least", "c.band&c.lt=22", rising, 30, "10=22 15=23 20=24"},
        {"band above: gt alone is the most", "c.band&c.gt=22", rising, 30, "5=21 10=22"},
        {"in band", "c.band&c.gt=21&c.lt=23", rising, 30, "5=21 10=22 15=23"},
        {"out of band",
         "c.band&c.gt=23&c.lt=21",
         {{5, 20}, {10, 21}, {15, 23}, {20, 24}, {25, 24}},
         30,
         "5=20 20=24 25=24"},
        {"out of band, not faster than pmin",
         "c.band&c.gt=23&c.lt=5&c.pmin=8",
         {{5, 24}, {10, 25}, {15, 26}},
         40,
         "8=24 16=26"},
        {"band: steps outside of it",
         "c.band&c.lt=23&c.st=2",
         {{5, 21}, {10, 22}, {15, 22.5}, {20, 23}, {25, 23}},
         40,
         "10=22 20=23 25=23"},
        {"epmin: samples in between are not looked at", "c.gt=25&c.epmin=8", {{5, 26}, {7, 24}, {20, 26}}, 40, "20=26"},
        {"epmin: the state is when it is over", "c.gt=25&c.epmin=8", {{5, 26}, {7, 27}}, 40, "8=27"},
        {"epmax: in a band the state is looked at without a sample",
         "c.band&c.lt=22&c.epmax=10",
         {{5, 23}},
         30,
         "5=23 15=23 25=23"},
        {"epmax: elsewhere a second look finds nothing new", "c.gt=22&c.epmax=10", {{5, 23}}, 60, "5=23"},
        {"epmax and pmin", "c.band&c.lt=22&c.epmax=4&c.pmin=10", {{1, 23}}, 25, "10=23 20=23"},
        {"con has no say in it", "c.con=1", rising, 12, "5=21 10=22"},
        {"other queries have none", "rt=sensor&c.gt=25&x", hump, 40, "10=26 20=24"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(notified(row.conditions, 20, row.samples, row.until) == row.notified);
    }
}

TEST_CASE("when an observer of a switch is notified")
{
    struct Row {
        std::string conditions;
        std::string notified;
    };
    const std::vector<Change> changes{{1, 1}, {2, 0}, {3, 0}, {4, 1}, {5, 1}, {6, 0}};
    const Row rows[] = {
        {"c.edge=1", "1=1 4=1"}, {"c.edge=true&c.pmin=3", "4=1"},  // the first is over before it may be told
        {"c.edge=0", "2=0 6=0"}, {"c.edge=false&c.pmax=5", "2=0 6=0 11=0"}, {"", "1=1 2=0 3=0 4=1 5=1 6=0"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.conditions);
        CHECK(notified(row.conditions, 0, changes, 12, true) == row.notified);
    }
}

TEST_CASE("a state that is lost or comes back is told")
{
    FakeScheduler time;
    const auto attributes = *read_conditional_attributes({"c.gt=25"}, some_number);
    ConditionalObserver observer{attributes, time.now(), some_number};
    time.advance(5s);
    observer.see(std::nullopt);
    CHECK(observer.due(time.now(), std::nullopt) == time.now());
    observer.reported(time.now(), std::nullopt);
    time.advance(5s);
    observer.see(some_number);
    CHECK(observer.due(time.now(), some_number) == time.now());
}

TEST_CASE("what conditions say")
{
    const auto read = *read_conditional_attributes(
        queries("c.pmin=\"1.5\"&c.pmax=20&c.epmin=0.01&c.epmax=31622400&c.gt=+25&c.lt=-0.5&c.st=.5&c.band&c.con=true"),
        some_number);
    CHECK(read.pmin == 1500ms);
    CHECK(read.pmax == 20s);
    CHECK(read.epmin == ConditionalAttributes::shortest_period);
    CHECK(read.epmax == ConditionalAttributes::longest_period);
    CHECK(read.gt == 25);
    CHECK(read.lt == -0.5);
    CHECK(read.st == 0.5);
    CHECK(read.band);
    CHECK(read.con);
    CHECK_FALSE(read.edge.has_value());
    CHECK(*read_conditional_attributes({"rt=x", "page"}, some_number) == ConditionalAttributes{});
    CHECK(read_conditional_attributes({"c.edge=0"}, some_switch)->edge == false);
    CHECK_FALSE(read_conditional_attributes({"c.con=false"}, some_switch)->con);
}

TEST_CASE("a condition's number in every spelling")
{
    for (const auto* const spelling : {"21", "2.1e1", "2.1E+01", "210e-1", "+21.0", "021.", "\"2.1e1\""}) {
        CAPTURE(std::string{spelling});
        const std::string text{spelling};
        const auto read = read_conditional_attributes({"c.gt=" + text, "c.st=" + text, "c.pmin=" + text}, some_number);
        REQUIRE(read.has_value());
        CHECK(read->gt == 21);
        CHECK(read->st == 21);
        CHECK(read->pmin == 21s);
    }
    CHECK(read_conditional_attributes({"c.lt=-0"}, some_number)->lt == 0);
}

TEST_CASE("conditions that make no sense")
{
    struct Row {
        std::string conditions;
        std::string complaint;
    };
    const std::string seconds = " needs seconds, more than 0 and at most a year";
    const std::string number = " needs a number such as 21.5";
    const std::string truth = " needs true or false";
    const std::string unknown =
        " is unknown: use one of c.pmin c.pmax c.epmin c.epmax c.gt c.lt c.st c.band c.edge c.con";
    const Row rows[] = {
        {"c.pmin=0", "c.pmin" + seconds},
        {"c.pmax=-1", "c.pmax" + seconds},
        {"c.epmin=", "c.epmin" + seconds},
        {"c.epmax=31622401", "c.epmax" + seconds},
        {"c.pmin", "c.pmin" + seconds},
        {"c.pmin=1e8", "c.pmin" + seconds},
        {"c.pmin=inf", "c.pmin" + seconds},
        {"c.gt=warm", "c.gt" + number},
        {"c.gt=nan", "c.gt" + number},
        {"c.gt=1e999", "c.gt" + number},
        {"c.lt=1,5", "c.lt" + number},
        {"c.lt=--1", "c.lt" + number},
        {"c.lt=\"", "c.lt" + number},
        {"c.gt=" + std::string(400, '9'), "c.gt" + number},
        {"c.st=x", "c.st" + number},
        {"c.st=0", "c.st must be more than 0"},
        {"c.st=-1", "c.st must be more than 0"},
        {"c.edge=10", "c.edge" + truth},
        {"c.con", "c.con" + truth},
        {"c.pmin=0.05&c.pmax=0.01", "c.pmax must not be less than c.pmin"},
        {"c.gt=+-5", "c.gt" + number},
        {"c.pmin=10&c.pmax=9", "c.pmax must not be less than c.pmin"},
        {"c.epmin=10&c.epmax=10", "c.epmax must be more than c.epmin"},
        {"c.band", "c.band needs c.gt or c.lt"},
        {"c.band&c.st=1", "c.band needs c.gt or c.lt"},
        {"c.gt=1&c.gt=2", "c.gt is given twice"},
        {"c.pmn=10", "c.pmn" + unknown},
        {"c.=10", "c." + unknown},
        {"c." + std::string(100, 'x'), "c." + std::string(14, 'x') + unknown},
        {"c.edge=1", "c.edge is only for resources that are on or off, but this one is a number"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.conditions);
        CHECK(complaint(row.conditions, some_number) == row.complaint);
    }
    for (const auto* const needs_number : {"c.gt=1", "c.lt=1", "c.st=1", "c.band&c.gt=1"}) {
        CAPTURE(needs_number);
        CHECK(complaint(needs_number, some_switch) ==
              "c.gt, c.lt, c.st and c.band are only for numbers, but this resource is on or off");
    }
    CHECK(complaint("c.pmin=10&c.pmax=10", some_number).empty());
    CHECK(complaint("c.epmin=0.05&c.epmax=0.09", some_number).empty());
    CHECK(complaint("c.gt=1&c.edge=1", std::nullopt).empty());
}

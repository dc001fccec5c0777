// SPDX-License-Identifier: MIT
#include "node/kept_state.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace coapnode;

namespace {

/// What a test sees of the store.
struct Shelf {
    Result<KeptValues> kept;
    int saves = 0;
    bool full = false;
};

class FakeStore final : public KeptStore {
public:
    explicit FakeStore(Shelf& shelf) : shelf_{shelf} {}

    Result<KeptValues> load() override { return shelf_.kept; }
    Result<void> save(const KeptValues& values) override
    {
        ++shelf_.saves;
        if (shelf_.full) return fail(Errc::not_stored, "state.json cannot be written");
        shelf_.kept = values;
        return {};
    }

private:
    Shelf& shelf_;
};

KeptValues lamp(bool on)
{
    return {.leds = {{"lamp", on}}, .thermostat = {}};
}

struct Kept {
    FakeScheduler time;
    RecordingLog log;
    Shelf shelf;
    ChangeSignal changes;
    KeptValues current = lamp(false);
    KeptState state;

    explicit Kept(Result<KeptValues> before = lamp(false))
        : shelf{std::move(before)}, state{time, log, std::make_unique<FakeStore>(shelf)}
    {
        state.watch({&changes}, [this] { return current; });
    }

    void turn(bool on)
    {
        current = lamp(on);
        changes.emit();
    }
    void run_until(Duration moment) { time.advance(moment - time.elapsed()); }
};

}  // namespace

TEST_CASE("changes are gathered, and saves keep their distance")
{
    struct Step {
        Duration at;
        bool on;
    };
    struct Row {
        std::string what;
        std::vector<Step> changes;
        std::vector<std::pair<Duration, int>> saves;  ///< how many there have been by then
    };
    const Row rows[] = {
        {"nothing changes", {}, {{1h, 0}}},
        {"one change", {{5s, true}}, {{5'999ms, 0}, {6s, 1}, {1h, 1}}},
        {"there and back", {{5s, true}, {5'500ms, false}}, {{1h, 0}}},
        {"the same again", {{5s, false}}, {{1h, 0}}},
        {"two at once", {{5s, true}, {5'100ms, false}, {5'200ms, true}}, {{6s, 1}, {1h, 1}}},
        {"two in a row", {{5s, true}, {6'500ms, false}}, {{6s, 1}, {15'999ms, 1}, {16s, 2}, {1h, 2}}},
        {"two far apart", {{5s, true}, {20s, false}}, {{6s, 1}, {20'999ms, 1}, {21s, 2}}},
        {"one that is too late for the first save", {{5s, true}, {15'500ms, false}}, {{16s, 1}, {16'500ms, 2}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Kept kept;
        kept.run_until(2s);  // beyond what the beginning looks at
        auto change = row.changes.begin();
        for (const auto& [moment, count] : row.saves) {
            for (; change != row.changes.end() && change->at < moment; ++change) {
                kept.run_until(change->at);
                kept.turn(change->on);
            }
            kept.run_until(moment);
            CAPTURE(moment.count());
            CHECK(kept.shelf.saves == count);
        }
        CHECK(kept.shelf.kept == kept.current);
        CHECK(kept.log.take().empty());
    }
}

TEST_CASE("at the end what has changed is saved at once, and nothing after it")
{
    Kept kept;
    kept.turn(true);
    kept.state.close();
    CHECK(kept.shelf.kept == lamp(true));
    kept.turn(false);
    kept.run_until(1h);
    kept.state.close();
    CHECK(kept.shelf.saves == 1);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.time.pending() == 0);
}

TEST_CASE("what is found again: what was kept, and what there is from then on")
{
    FakeScheduler time;
    RecordingLog log;
    Shelf shelf{lamp(true)};
    KeptState state{time, log, std::make_unique<FakeStore>(shelf)};
    CHECK(state.values() == lamp(true));
    state.watch({}, [] { return lamp(false); });
    CHECK(state.values() == lamp(false));
    Shelf damaged{fail(Errc::damaged, "state.json is damaged")};
    CHECK(KeptState{time, log, std::make_unique<FakeStore>(damaged)}.values() == KeptValues{});
}

TEST_CASE("what is no longer there is forgotten, without any change")
{
    Kept kept{KeptValues{.leds = {{"lamp", false}, {"gone", true}}, .thermostat = {{20'000, 21'000}}}};
    CHECK_MESSAGE(kept.state.values() == lamp(false), "at once");
    kept.run_until(1s);
    CHECK(kept.shelf.kept == lamp(false));
}

TEST_CASE("what cannot be loaded is told once, and is replaced")
{
    Kept kept{fail(Errc::damaged, "state.json is damaged")};
    CHECK(kept.log.take() == "warning: the saved state is lost: state.json is damaged\n");
    kept.turn(true);
    kept.run_until(1s);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.log.take().empty());
}

namespace {

const Failure unreadable{Error{Errc::not_stored, "state.json cannot be opened"}};
const std::string told_unreadable =
    "warning: the saved state is not used, and nothing is saved until it can be read: state.json cannot be opened\n";

KeptValues both(bool lamp, bool fan, std::int32_t target)
{
    return {.leds = {{"lamp", lamp}, {"fan", fan}}, .thermostat = {{20'000, target}}};
}

}  // namespace

TEST_CASE("what cannot be read is told once, and nothing is saved over it, at the end neither")
{
    Kept kept{unreadable};
    CHECK(kept.log.take() == told_unreadable);
    kept.turn(true);
    kept.run_until(1h);
    kept.state.close();
    CHECK(kept.shelf.saves == 0);
    CHECK(kept.log.take().empty());
}

TEST_CASE("what can be read later stays for the next start, but for what was told something since")
{
    struct Row {
        std::string what;
        KeptValues now;         ///< from the 5th second on
        KeptValues afterwards;  ///< from the 6th on, still unread
        KeptValues saved;
    };
    const auto beginning = KeptValues{.leds = {{"lamp", false}, {"fan", false}}, .thermostat = {}};
    const auto before = both(true, true, 23'000);
    const Row rows[] = {
        {"nothing", beginning, beginning, before},
        {"the lamp",
         {.leds = {{"lamp", true}, {"fan", false}}, .thermostat = {}},
         beginning,
         both(false, true, 23'000)},
        {"the target",
         {.leds = beginning.leds, .thermostat = {{20'000, 18'000}}},
         {.leds = beginning.leds, .thermostat = {{20'000, 18'000}}},
         both(true, true, 18'000)},
        {"all", both(true, true, 18'000), both(false, true, 19'000), both(false, true, 19'000)},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        FakeScheduler time;
        RecordingLog log;
        Shelf shelf{unreadable};
        ChangeSignal changes;
        auto current = beginning;
        KeptState state{time, log, std::make_unique<FakeStore>(shelf)};
        state.watch({&changes}, [&] { return current; });
        for (const auto& next : {row.now, row.afterwards}) {
            time.advance(1s);
            current = next;
            changes.emit();
        }
        time.advance(1min);
        CHECK(log.take() == told_unreadable);
        shelf.kept = before;
        time.advance(KeptState::distance);
        CHECK(shelf.kept == row.saved);
        CHECK(log.take() == "the state is saved again\n");
        current = both(true, true, 17'000);
        changes.emit();
        time.advance(1min);
        CHECK(shelf.kept == current);
    }
}

TEST_CASE("what is damaged, once it can be read, is told and replaced")
{
    Kept kept{unreadable};
    kept.turn(true);
    kept.run_until(1min);
    kept.log.take();
    kept.shelf.kept = fail(Errc::damaged, "state.json is damaged");
    kept.time.advance(KeptState::distance);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.log.take() ==
          "warning: the saved state is lost: state.json is damaged\n"
          "the state is saved again\n");
}

TEST_CASE("an LED that comes with a reload, while the state is unread, was told nothing either")
{
    Kept kept{unreadable};
    kept.run_until(2s);
    kept.state.watch({&kept.changes}, [] {
        return KeptValues{.leds = {{"lamp", false}, {"fan", true}}, .thermostat = {}};
    });
    kept.shelf.kept = both(true, false, 20'000);
    kept.run_until(1min);
    CHECK(kept.shelf.kept == KeptValues{.leds = {{"lamp", true}, {"fan", false}}, .thermostat = {{20'000, 20'000}}});
}

TEST_CASE("what cannot be saved is told once until it can")
{
    Kept kept;
    kept.shelf.full = true;
    bool on = true;
    for (int i = 0; i < 5; ++i, on = !on) {
        kept.turn(on);
        kept.time.advance(20s);
    }
    const std::string told = "warning: the state cannot be saved: state.json cannot be written\n";
    CHECK(kept.log.take() == told);
    CHECK(kept.shelf.kept == lamp(false));
    kept.shelf.full = false;
    kept.turn(true);
    kept.time.advance(20s);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.log.take() == "the state is saved again\n");
    kept.shelf.full = true;
    kept.turn(false);
    kept.time.advance(20s);
    CHECK(kept.log.take() == told);
}

TEST_CASE("a save that failed is tried again without a further change, and saves keep their distance")
{
    Kept kept;
    kept.run_until(2s);
    kept.shelf.full = true;
    kept.turn(true);
    struct Row {
        Duration at;
        int saves;
    };
    for (const auto& [at, saves] : {Row{3s, 1}, Row{12'999ms, 1}, Row{13s, 2}, Row{23s, 3}}) {
        kept.run_until(at);
        CHECK(kept.shelf.saves == saves);
    }
    kept.shelf.full = false;
    kept.run_until(33s);
    CHECK(kept.shelf.kept == lamp(true));
    kept.run_until(1h);
    CHECK(kept.shelf.saves == 4);
}

TEST_CASE("a save that fails at the end is not tried again, nor is one that is no longer needed")
{
    Kept kept;
    kept.shelf.full = true;
    kept.turn(true);
    kept.run_until(5s);
    CHECK(kept.shelf.saves == 1);
    kept.turn(false);
    kept.run_until(1min);
    CHECK(kept.shelf.saves == 1);
    kept.turn(true);
    kept.state.close();
    CHECK(kept.shelf.saves == 2);
    CHECK(kept.time.pending() == 0);
}

TEST_CASE("who is watched anew is asked anew")
{
    Kept kept;
    ChangeSignal others;
    kept.state.watch({&others}, [] { return lamp(true); });
    kept.run_until(1s);
    CHECK(kept.shelf.kept == lamp(true));
    kept.changes.emit();
    CHECK(kept.time.pending() == 0);
    CHECK(kept.changes.listeners() == 0);
}

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
    tl::expected<KeptValues, std::string> kept;
    int saves = 0;
    bool full = false;
};

class FakeStore final : public KeptStore {
public:
    explicit FakeStore(Shelf& shelf) : shelf_{shelf} {}

    tl::expected<KeptValues, std::string> load() override { return shelf_.kept; }
    tl::expected<void, std::string> save(const KeptValues& values) override
    {
        ++shelf_.saves;
        if (shelf_.full) return tl::unexpected{std::string{"state.json cannot be written"}};
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

    explicit Kept(tl::expected<KeptValues, std::string> before = lamp(false))
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
    kept.state.finish();
    CHECK(kept.shelf.kept == lamp(true));
    kept.turn(false);
    kept.run_until(1h);
    kept.state.finish();
    CHECK(kept.shelf.saves == 1);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.time.pending() == 0);
}

TEST_CASE("what is no longer there is forgotten, without any change")
{
    Kept kept{KeptValues{.leds = {{"lamp", false}, {"gone", true}}, .thermostat = {{20'000, 21'000}}}};
    CHECK(kept.state.values().leds.at("gone"));
    kept.run_until(1s);
    CHECK(kept.shelf.kept == lamp(false));
}

TEST_CASE("what cannot be loaded is told once, and is replaced")
{
    Kept kept{tl::unexpected{std::string{"state.json is damaged"}}};
    CHECK(kept.state.values() == KeptValues{});
    CHECK(kept.log.take() == "warning: what was kept is lost: state.json is damaged\n");
    kept.turn(true);
    kept.run_until(1s);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.log.take().empty());
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
    const std::string told = "warning: a restart will not find today's state: state.json cannot be written\n";
    CHECK(kept.log.take() == told);
    CHECK(kept.state.values() == lamp(false));
    kept.shelf.full = false;
    kept.turn(true);
    kept.time.advance(20s);
    CHECK(kept.shelf.kept == lamp(true));
    CHECK(kept.log.take().empty());
    kept.shelf.full = true;
    kept.turn(false);
    kept.time.advance(20s);
    CHECK(kept.log.take() == told);
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

// SPDX-License-Identifier: MIT
#include "node/state_keeper.hpp"

#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

class FakeStore final : public KeptStore {
public:
    explicit FakeStore(KeptValues saved) : saved_{std::move(saved)} {}

    Result<KeptValues> load() override { return saved_; }
    Result<void> save(const KeptValues& values) override
    {
        saved_ = values;
        return {};
    }

private:
    KeptValues saved_;
};

KeptValues lamp_is_on()
{
    return {.leds = {{"lamp", true}}, .thermostat = {}};
}

Config keeping_in(const std::filesystem::path& folder)
{
    Config config;
    config.state = folder;
    config.leds.emplace_back().initial = InitialState::restore;
    return config;
}

Config keeping_nothing(const std::filesystem::path& folder)
{
    Config config;
    config.state = folder;
    return config;
}

struct Keeping {
    FakeScheduler time;
    RecordingLog log;
    Equipment equipment;
    std::vector<std::filesystem::path> forgotten;
    bool is_read_only = false;
    StateKeeper keeper{time,
                       log,
                       {[](const std::filesystem::path&) { return std::make_unique<FakeStore>(lamp_is_on()); },
                        [this](const std::filesystem::path& folder) -> Result<void> {
                            forgotten.push_back(folder);
                            if (is_read_only) return fail(Errc::not_stored, "state.json cannot be removed");
                            return {};
                        }}};

    void apply(const Config& config) { keeper.commit(config, keeper.prepare(config), equipment); }
};

}  // namespace

TEST_CASE("new equipment starts with the state that was prepared, or else with that in force")
{
    Keeping node;
    CHECK(node.keeper.values(nullptr) == std::nullopt);
    const auto config = keeping_in("/a");
    auto prepared = node.keeper.prepare(config);
    REQUIRE(prepared != nullptr);
    CHECK(node.keeper.values(prepared.get()) == lamp_is_on());
    CHECK_MESSAGE(node.keeper.values(nullptr) == std::nullopt, "it is not in force yet");
    node.keeper.commit(config, std::move(prepared), node.equipment);
    CHECK_MESSAGE(node.keeper.values(nullptr) == KeptValues{}, "the present state of equipment without LEDs");
}

TEST_CASE("a state is loaded once for each folder")
{
    Keeping node;
    node.apply(keeping_in("/a"));
    CHECK(node.keeper.prepare(keeping_in("/a")) == nullptr);
    CHECK(node.keeper.prepare(keeping_in("/b")) != nullptr);
    CHECK_MESSAGE(node.keeper.prepare(keeping_in("")) == nullptr, "no folder, no state");
    CHECK(node.forgotten.empty());
}

TEST_CASE("a configuration with nothing to keep deletes what was saved")
{
    Keeping node;
    node.apply(keeping_in("/a"));
    node.apply(keeping_nothing("/a"));
    CHECK(node.forgotten == std::vector<std::filesystem::path>{"/a"});
    CHECK(node.keeper.values(nullptr) == std::nullopt);
    CHECK(node.log.take().empty());

    node.is_read_only = true;
    node.apply(keeping_nothing("/a"));
    CHECK(node.log.take() ==
          "warning: the old state file cannot be removed, and may be used again: state.json cannot be removed\n");

    node.apply(keeping_nothing(""));
    CHECK_MESSAGE(node.forgotten.size() == 2, "without a folder there is nothing to delete");
    node.keeper.stop();
}

// SPDX-License-Identifier: MIT
#include "node/history_keeper.hpp"

#include "support/fake_history_store.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <vector>

using namespace coapnode;

namespace {

Config with_history(const std::filesystem::path& path)
{
    Config config;
    config.history.emplace().path = path;
    return config;
}

struct Keeping {
    FakeScheduler time;
    RecordingLog log;
    HistoryShelf shelf;
    std::vector<std::filesystem::path> opened;
    HistoryKeeper keeper{time, log, [this](const HistoryConfig& config) {
                             opened.push_back(config.path);
                             return std::make_unique<FakeHistoryStore>(shelf);
                         }};
};

}  // namespace

TEST_CASE("the history goes on while its database stays the same")
{
    Keeping node;
    auto config = with_history("a.db");
    CHECK(node.keeper.configure(config) == nullptr);
    const auto* const history = node.keeper.history();
    REQUIRE(history != nullptr);
    config.history->flush = 10min;
    CHECK(node.keeper.configure(config) == nullptr);
    CHECK(node.keeper.history() == history);
    CHECK_MESSAGE(history->flush_interval() == 10min, "the rest of its configuration is in force");
    CHECK(node.opened.size() == 1);
}

TEST_CASE("another database, or another size of it, is another history")
{
    Keeping node;
    auto config = with_history("a.db");
    node.keeper.configure(config);
    config.history->path = "b.db";
    CHECK(node.keeper.configure(config) != nullptr);
    config.history->max_size *= 2;
    CHECK(node.keeper.configure(config) != nullptr);
    CHECK(node.opened == std::vector<std::filesystem::path>{"a.db", "b.db", "b.db"});
}

TEST_CASE("without a database there is no history, and the one before is returned")
{
    Keeping node;
    CHECK(node.keeper.configure(Config{}) == nullptr);
    CHECK(node.keeper.history() == nullptr);
    node.keeper.configure(with_history("a.db"));
    CHECK(node.keeper.configure(Config{}) != nullptr);
    CHECK(node.keeper.history() == nullptr);
    node.keeper.watch({});
    node.keeper.stop();
}

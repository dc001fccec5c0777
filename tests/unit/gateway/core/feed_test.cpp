// SPDX-License-Identifier: MIT
#include "gateway/feed.hpp"

#include "gateway/core/scripted_link.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

/// As a coapnoded lists them.
constexpr auto node_links =
    R"(</temperature>;rt="sensor temperature";if="core.s";title="temperature of room";ct="50 60 110 112 0";obs,)"
    R"(</led>;rt="actuator led";if="core.a";title="LED led";ct="50 60 110 112 0";obs,)"
    R"(</leds>;rt="leds";if="core.ll";ct="50 60";obs,</leds/led>;rt="actuator led";if="core.a";title="LED led";ct="50";obs,)"
    R"(</stats>;rt="stats";ct="50 60",</sensors>;rt="sensor sensors";if="core.ll";ct="50 60";obs,)"
    R"(</sensors/room>;rt="sensor sht3x";if="core.s";title="Sensor room";ct="50";obs,)"
    R"(</sensors/room/temperature>;rt="sensor temperature";title="temperature of room";ct="50 60";obs,)"
    R"(</info>;rt="device";ct="50 60")";

struct Bench {
    FakeScheduler scheduler;
    RecordingLog log;
    ScriptedNodes nodes;
    ResponseCache cache;
    Devices devices{scheduler, log, nodes.open()};
    ObservedResources resources{scheduler, cache};
    Feed feed{devices, resources};
    std::vector<std::string> changed;
    Subscription changes = feed.changes().subscribe([&] { changed.push_back(feed.changed().target); });

    ScriptedNode& node() { return nodes.nodes["pi"]; }

    void begin()
    {
        GatewayConfig config;
        config.nodes = {node_config("attic", "pi")};
        devices.apply(config);
        scheduler.advance({});
        node().answer(content(node_links, ContentFormat::link_format));
        node().answer(content("{}"));
    }
    const std::shared_ptr<ObservedResource>& temperature()
    {
        return feed.of("attic").at("/sensors/room/temperature").resource;
    }
};

}  // namespace

TEST_CASE("readings and LEDs are observed from the start, each once")
{
    Bench bench;
    bench.begin();
    std::vector<std::string> paths;
    for (const auto& [path, followed] : bench.feed.of("attic"))
        paths.push_back(path);
    CHECK(paths == std::vector<std::string>{"/leds/led", "/sensors/room/temperature"});
    REQUIRE(bench.node().observations.size() == 2);
    CHECK(bench.node().observations[0]->request.accept == 50);
    using Paths = std::vector<std::string>;
    CHECK(bench.feed.of("attic").at("/leds/led").other_paths == Paths{"/led"});
    CHECK(bench.temperature() == bench.feed.find(bench.temperature()->key())->resource);
    CHECK(bench.feed.of("attic").at("/sensors/room/temperature").other_paths == Paths{"/temperature", "/sensors/room"});
}

TEST_CASE("the formats of a link are taken in the order of what events show best")
{
    const auto format_of = [](const std::string& ct) {
        return observed_format(read_link_format("</a>;ct=\"" + ct + '"').links.front());
    };
    CHECK(format_of("0 60 50") == 50);
    CHECK(format_of("0 60") == 60);
    CHECK(format_of("0 110") == 110);
    CHECK(format_of("0") == 0);
    CHECK(!format_of("42"));
    CHECK(!format_of("500"));
}

TEST_CASE("a state is told, kept for GETs, and goes when it fails")
{
    Bench bench;
    bench.begin();
    bench.node().notify(1, content(R"({"value":21.5,"unit":"celsius"})", ContentFormat::json, 5));
    CHECK(bench.changed == std::vector<std::string>{"/sensors/room/temperature"});
    CHECK(bench.temperature()->state() != nullptr);
    CHECK(bench.cache.find(bench.temperature()->key()) == bench.temperature()->state());

    auto gone = answer_of(Code::service_unavailable);
    gone.payload = to_bytes("no answer at 0x44 on /dev/i2c-1");
    bench.node().notify(1, gone);
    CHECK(bench.temperature()->state() == nullptr);
    CHECK(bench.temperature()->failure() == ObservedResource::Failure{503, "no answer at 0x44 on /dev/i2c-1"});
    CHECK(bench.cache.find(bench.temperature()->key()) == nullptr);
    bench.node().notify(1, gone);
    CHECK(bench.changed.size() == 2);  // nothing new
}

TEST_CASE("a state without a newer one goes after its Max-Age and the grace")
{
    Bench bench;
    bench.begin();
    bench.node().notify(1, content("{}", ContentFormat::json, 2));
    bench.scheduler.advance(2s + ObservedResource::least_grace - 1ms);
    CHECK(bench.temperature()->state() != nullptr);
    bench.scheduler.advance(1ms);
    CHECK(bench.temperature()->state() == nullptr);
    CHECK(bench.temperature()->failure()->status == 504);
}

TEST_CASE("a state that the node confirms stays, and its Max-Age begins anew")
{
    Bench bench;
    bench.begin();
    const auto state = content("{}", ContentFormat::json, 2);
    bench.node().notify(1, state);
    const auto lifetime = 2s + ObservedResource::least_grace;
    for (int i = 0; i < 3; ++i) {
        bench.scheduler.advance(lifetime - 1ms);
        bench.node().confirm(1, state);
        REQUIRE(bench.temperature()->state() != nullptr);
        CHECK(bench.temperature()->state()->received == bench.scheduler.now());
    }
    bench.scheduler.advance(lifetime);
    CHECK(bench.temperature()->state() == nullptr);
    bench.node().confirm(1, state);  // late, and true all the same
    CHECK(bench.temperature()->state() != nullptr);
    CHECK(!bench.temperature()->failure());
}

TEST_CASE("an observation without an answer is a failure and makes the device silent")
{
    Bench bench;
    bench.begin();
    bench.node().trouble(0, {Errc::silent, "no answer"});
    CHECK(bench.feed.of("attic").at("/leds/led").resource->failure()->error == "attic: no answer");
    CHECK((*bench.devices.find("attic"))->health().state() == Health::State::silent);
}

TEST_CASE("a device that is taken out is observed no more; one that stays keeps its observations")
{
    Bench bench;
    bench.begin();
    GatewayConfig config;
    config.nodes = {node_config("attic", "pi"), node_config("cellar", "other")};
    bench.devices.apply(config);
    CHECK(bench.node().observations.size() == 2);
    config.nodes.erase(config.nodes.begin());
    bench.devices.apply(config);
    CHECK(bench.node().observations.empty());
    CHECK(bench.feed.of("attic").empty());
}

TEST_CASE("a device whose address changes is observed anew")
{
    Bench bench;
    bench.begin();
    GatewayConfig config;
    config.nodes = {node_config("attic", "other")};
    bench.devices.apply(config);
    CHECK(bench.node().observations.empty());
    bench.scheduler.advance({});
    bench.nodes.nodes["other"].answer(content(node_links, ContentFormat::link_format));
    CHECK(bench.nodes.nodes["other"].observations.size() == 2);
}

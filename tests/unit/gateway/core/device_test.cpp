// SPDX-License-Identifier: MIT
#include "gateway/device.hpp"

#include "gateway/core/scripted_link.hpp"
#include "gateway/device_json.hpp"
#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <optional>

using namespace coapnode;

namespace {

constexpr auto links = R"(</temperature>;rt="sensor temperature";ct="50 60";obs,</info>;rt="device";ct=50)";

struct Bench {
    FakeScheduler scheduler;
    ScriptedNodes nodes;
    ScriptedNode& node = nodes.nodes["pi"];
    Device device{scheduler, node_config("attic", "pi"), DeviceSource::configured, 10s,
                  nodes.open()(node_config("attic", "pi"))};

    PendingPtr ask(std::optional<Errc>& failed)
    {
        return device.request({}, [&](const Result<IncomingResponse>& answer) {
            failed = answer ? std::nullopt : std::optional{answer.error().code};
        });
    }
};

}  // namespace

TEST_CASE("a device that is kept known is asked for its links and its title")
{
    Bench bench;
    bench.device.keep_known();
    bench.scheduler.advance({});
    REQUIRE(bench.node.path() == "/.well-known/core");
    bench.node.answer(content(links, ContentFormat::link_format));
    REQUIRE(bench.node.path() == "/info");
    bench.node.answer(content(R"({"title":"Attic \"1\"","uptime_seconds":3})"));
    CHECK(bench.device.title() == "Attic \"1\"");
    CHECK(bench.device.health().state() == Health::State::up);
    CHECK(device_as_json(bench.device, bench.scheduler) ==
          R"({"name":"attic","uri":"coap://pi","title":"Attic \"1\"","state":"up",)"
          R"("since":"2026-11-22T09:31:07.123Z","source":"configured"})");
    CHECK(device_with_resources_as_json(bench.device, bench.scheduler)
              .ends_with(R"("resources":[{"path":"/temperature","rt":"sensor temperature","ct":[50,60],"obs":true},)"
                         R"({"path":"/info","rt":"device","ct":[50],"obs":false}]})"));
    bench.scheduler.advance(Device::links_lifetime);
    CHECK(bench.node.path() == "/.well-known/core");
}

TEST_CASE("requests to a device that is down fail at once and from the loop, until a probe is answered")
{
    Bench bench;
    std::optional<Errc> failed;
    auto pending = bench.ask(failed);
    bench.node.answer(fail(Errc::silent, "no answer in 10 s"));
    CHECK(failed == Errc::silent);
    CHECK(bench.device.health().state() == Health::State::silent);

    failed.reset();
    const auto asked = bench.node.asked;
    pending = bench.ask(failed);
    CHECK(!failed);
    bench.scheduler.advance({});
    CHECK(failed == Errc::silent);
    CHECK(bench.node.asked == asked);

    bench.scheduler.advance(Health::first_pause);
    REQUIRE(bench.node.path() == "/.well-known/core");
    bench.node.answer(content(links, ContentFormat::link_format));
    CHECK(bench.device.health().state() == Health::State::up);
}

TEST_CASE("probes of a device that stays down come later each time")
{
    Bench bench;
    bench.device.keep_known();
    bench.scheduler.advance({});
    for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        bench.node.answer(fail(Errc::unreachable, "the port is closed"));
        bench.scheduler.advance(pause - 1ms);
        CHECK(bench.node.waiting.empty());
        bench.scheduler.advance(1ms);
        REQUIRE(bench.node.waiting.size() == 1);
    }
}

TEST_CASE("an answer that makes no sense does not make a device down")
{
    Bench bench;
    std::optional<Errc> failed;
    const auto pending = bench.ask(failed);
    bench.node.answer(fail(Errc::bad_answer, "blocks that do not fit"));
    CHECK(failed == Errc::bad_answer);
    CHECK(!bench.device.health().is_down());
}

TEST_CASE("a refused key is told in the device")
{
    Bench bench;
    bench.device.keep_known();
    bench.scheduler.advance({});
    bench.node.answer(fail(Errc::key_refused, "the node refused the key"));
    const auto json = device_as_json(bench.device, bench.scheduler);
    CHECK(json.find(R"("state":"refused")") != std::string::npos);
    CHECK(json.find(R"("error":"the node refused the key)") != std::string::npos);
}

TEST_CASE("a clock that is off is told beyond 30 s")
{
    Bench bench;
    bench.device.note_clock_offset(30s);
    CHECK(device_as_json(bench.device, bench.scheduler).find("clock") == std::string::npos);
    bench.device.note_clock_offset(-31s);
    CHECK(device_as_json(bench.device, bench.scheduler).find(R"("clock_offset_seconds":-31)") != std::string::npos);
}

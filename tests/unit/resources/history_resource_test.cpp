// SPDX-License-Identifier: MIT
#include "bench.hpp"
#include "support/fake_history_store.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Recorded : Bench {
    HistoryShelf shelf;
    std::unique_ptr<History> history;

    Recorded()
    {
        auto& sensor = fit_sensor("room", "sht3x");
        sensor.on_collect = Reading{}.with(Temperature::milli_celsius(21'504)).with(Humidity::milli_percent(45'000));
        history = std::make_unique<History>(time, log, std::make_unique<FakeHistoryStore>(shelf), HistoryConfig{});
        history->watch({{"room", equipment.sensors.front().sampler.get()}});
        Outside outside;
        outside.history = history.get();
        site = build_site(equipment, facts, time, outside);
    }

    Response ask(const std::vector<std::string>& queries, ContentFormat format = ContentFormat::senml_json)
    {
        auto request = accepting(request_for("history"), format);
        request.query = queries;
        return handle(request);
    }
};

}  // namespace

TEST_CASE("/history is a SenML pack, the oldest first")
{
    Recorded bench;
    bench.run_until(6s);
    const auto reply = bench.ask({});
    CHECK(reply.code == Code::content);
    CHECK(reply.format == ContentFormat::senml_json);
    CHECK(reply.max_age == 1);
    CHECK(payload_of(reply) == R"([{"bn":"sensor-001/","n":"room/temperature","u":"Cel","v":21.5,"t":1795339867.141},)"
                               R"({"n":"room/humidity","u":"%RH","v":45.0,"t":1795339867.141},)"
                               R"({"n":"room/temperature","u":"Cel","v":21.5,"t":1795339872.139},)"
                               R"({"n":"room/humidity","u":"%RH","v":45.0,"t":1795339872.139}])");
    CHECK(payload_of(bench.ask({"since=1795339867.142", "quantity=humidity"})) ==
          R"([{"bn":"sensor-001/","n":"room/humidity","u":"%RH","v":45.0,"t":1795339872.139}])");
    CHECK(hex_of(*bench.ask({"limit=1"}, ContentFormat::senml_cbor).payload) ==
          "81a5216b73656e736f722d3030312f0070726f6f6d2f74656d706572617475726501634365"
          "6c02fb403580000000000006fb41dac0ad96c90625");
}

TEST_CASE("the same records have the same ETag")
{
    Recorded bench;
    bench.run_until(6s);
    const auto first = bench.ask({"limit=2"});
    bench.run_until(60s);
    CHECK(bench.ask({"limit=2"}).etag == first.etag);
    CHECK(bench.ask({"limit=4"}).etag != first.etag);
}

TEST_CASE("a pack without records, a sensor that nobody knows, and queries that make no sense")
{
    Recorded bench;
    CHECK(payload_of(bench.ask({})) == "[]");
    CHECK(hex_of(*bench.ask({}, ContentFormat::senml_cbor).payload) == "80");
    CHECK(payload_of(bench.ask({"sensor=room"})) == "[]");
    CHECK(bench.ask({"sensor=attic"}).code == Code::not_found);
    CHECK(bench.ask({"limit=0"}).code == Code::bad_request);
    CHECK(bench.ask({}, ContentFormat::json).code == Code::not_acceptable);
    bench.shelf.batches.push_back({{FakeScheduler::wall_start, "attic", Temperature::milli_celsius(1)}});
    CHECK_MESSAGE(bench.ask({"sensor=attic"}).code == Code::content, "one that was taken away has its past");
}

TEST_CASE("/history is for readers, and not there where none is kept")
{
    Recorded bench;
    auto request = request_for("history");
    request.client = nobody;
    CHECK(bench.handle(request).code == Code::unauthorized);
    Bench without;
    without.build();
    CHECK(without.get("history", ContentFormat::senml_json).code == Code::not_found);
}

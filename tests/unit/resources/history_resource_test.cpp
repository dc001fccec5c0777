// SPDX-License-Identifier: MIT
#include "resources/history_resource.hpp"
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
    CHECK(hex_of(*bench.ask({"limit=1", "quantity=temperature"}, ContentFormat::senml_cbor).payload) ==
          "81a5216b73656e736f722d3030312f0070726f6f6d2f74656d706572617475726501634365"
          "6c02fb403580000000000006fb41dac0ad96c90625");
}

TEST_CASE("/history as JSON or CBOR: each record as a reading shows it, with its sensor and quantity")
{
    Recorded bench;
    bench.run_until(6s);
    const auto reply = bench.ask({}, ContentFormat::json);
    CHECK(reply.code == Code::content);
    CHECK(reply.format == ContentFormat::json);
    CHECK(reply.max_age == 1);
    const std::string temperature =
        R"({"name":"room","quantity":"temperature","value":21.5,"unit":"celsius","timestamp":"2026-11-22T09:31:)";
    const std::string humidity =
        R"({"name":"room","quantity":"humidity","value":45.0,"unit":"percent","timestamp":"2026-11-22T09:31:)";
    CHECK(payload_of(reply) == '[' + temperature + R"(07.141Z"},)" + humidity + R"(07.141Z"},)" + temperature +
                                   R"(12.139Z"},)" + humidity + R"(12.139Z"}])");
    CHECK(payload_of(bench.ask({"after=2026-11-22T09:31:07.141Z", "quantity=humidity"}, ContentFormat::json)) ==
          '[' + humidity + R"(12.139Z"}])");
    bench.shelf.batches.push_back({{FakeScheduler::wall_start, "attic", Pressure::milli_pascal(101'325'000)}});
    CHECK(payload_of(bench.ask({"sensor=attic"}, ContentFormat::json)) ==
          R"([{"name":"attic","quantity":"pressure","value":1013.25,"unit":"hectopascal",)"
          R"("timestamp":"2026-11-22T09:31:07.123Z"}])");
    CHECK(payload_of(bench.ask({"since=2100-01-01T00:00:00Z"}, ContentFormat::json)) == "[]");
    const auto text = [](std::string_view written) { return hex_of(as_bytes(written)); };
    CHECK(hex_of(*bench.ask({"limit=1", "sensor=attic"}, ContentFormat::cbor).payload) ==
          "81a564" + text("name") + "65" + text("attic") + "68" + text("quantity") + "68" + text("pressure") + "65" +
              text("value") + "fa447d5000" + "64" + text("unit") + "6b" + text("hectopascal") + "69" +
              text("timestamp") + "7818" + text("2026-11-22T09:31:07.123Z"));
    auto unsaid = request_for("history");
    CHECK_MESSAGE(bench.handle(unsaid).format == ContentFormat::senml_json, "where Accept says nothing");
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
    CHECK(payload_of(bench.ask({}, ContentFormat::json)) == "[]");
    CHECK(bench.ask({}, ContentFormat::text).code == Code::not_acceptable);
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

TEST_CASE("an answer is given again for as long as its Max-Age, a few at a time")
{
    Recorded bench;
    bench.run_until(6s);
    const auto first = bench.ask({});
    for (int i = 0; i < 100; ++i)
        CHECK(bench.ask({}).payload == first.payload);
    CHECK(bench.shelf.searches == 1);
    CHECK(bench.ask({}, ContentFormat::senml_cbor).format == ContentFormat::senml_cbor);
    CHECK(bench.ask({"limit=1"}).etag != first.etag);
    CHECK(bench.ask({"limit=0"}).code == Code::bad_request);
    CHECK(bench.ask({"limit=0"}).code == Code::bad_request);
    CHECK(bench.shelf.searches == 3);
    static_assert(HistoryResource::most_kept == 4);
    bench.ask({"limit=50"});
    bench.ask({});
    CHECK_MESSAGE(bench.shelf.searches == 4, "four are kept");
    bench.ask({"limit=51"});
    const auto before = bench.shelf.searches;
    bench.ask({});
    CHECK_MESSAGE(bench.shelf.searches == before + 1, "one past the limit pushed it out");
    bench.run_until(6'999ms);
    bench.ask({});
    CHECK(bench.shelf.searches == before + 1);
    bench.run_until(7s);
    bench.ask({});
    CHECK(bench.shelf.searches == before + 2);
}

TEST_CASE("who goes on after the last record of an answer gets each record once")
{
    for (const auto* const limit : {"limit=1", "limit=2", "limit=3", "limit=1000"}) {
        Recorded bench;
        bench.run_until(6s);
        const auto whole = payload_of(bench.ask({"limit=1000"}));
        std::string parts;
        std::string after = "after=0";
        for (auto part = payload_of(bench.ask({after, limit})); part != "[]";
             part = payload_of(bench.ask({after, limit}))) {
            parts += (parts.empty() ? "" : ",") + part.substr(1, part.size() - 2);
            const auto time = part.rfind("\"t\":") + 4;
            after = "after=" + part.substr(time, part.size() - time - 2);
        }
        while (parts.find("},{\"bn\":\"sensor-001/\",") != std::string::npos)
            parts.erase(parts.find("},{\"bn\":\"sensor-001/\",") + 3, 19);
        CHECK('[' + parts + ']' == whole);
    }
}

TEST_CASE("while the history cannot be read the cause is told")
{
    Recorded bench;
    bench.run_until(6s);
    bench.shelf.unreadable = true;
    const auto reply = bench.ask({});
    CHECK(reply.code == Code::service_unavailable);
    CHECK(reply.max_age == 60);
    CHECK(payload_of(reply) == "the history cannot be read: history.db cannot be used");
    bench.shelf.unreadable = false;
    CHECK(bench.ask({}).code == Code::content);
}

// SPDX-License-Identifier: MIT
#include "gateway/core/routes_bench.hpp"

#include "gateway/access/secret.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace coapnode;

namespace {

using Bench = RoutesBench;

const HttpFields json_body{{"content-type", "application/json"}};

}  // namespace

TEST_CASE("who may do what")
{
    struct Row {
        const char* method;
        const char* target;
        const char* token;
        std::uint16_t open;    ///< anonymous: read
        std::uint16_t closed;  ///< anonymous: none
    };
    constexpr Row rows[] = {
        {"GET", "/healthz", "", 200, 200},
        {"GET", "/session", "", 200, 200},
        {"GET", "/devices", "", 200, 401},
        {"GET", "/metrics", "", 200, 401},
        {"GET", "/devices/attic", "", 200, 401},
        {"GET", "/devices/attic/t", "", 200, 401},
        {"GET", "/devices/attic/t", "token-of-a-reader", 200, 200},
        {"GET", "/devices/attic/t", "no token of anybody", 401, 401},
        {"GET", "/devices/nobody/t", "", 404, 401},
        {"PUT", "/devices/attic/led", "", 401, 401},
        {"PUT", "/devices/attic/led", "token-of-a-reader", 403, 403},
        {"PUT", "/devices/attic/led", "token-of-a-phone!", 200, 200},
        {"GET", "/devices/attic/config", "token-of-a-phone!", 403, 403},
        {"GET", "/devices/attic/settings", "token-of-a-phone!", 403, 403},
        {"GET", "/devices/attic/settings", "token-of-the-boss", 200, 200},
        {"GET", "/devices/192.0.2.1/t", "", 403, 401},
        {"POST", "/devices", "token-of-the-boss", 405, 405},
        {"PUT", "/devices/attic", "token-of-the-boss", 405, 405},
        {"GET", "/nothing", "", 404, 401},
        {"OPTIONS", "/devices/attic/t", "", 204, 204},
        {"POST", "/pair", "", 400, 400},
        {"POST", "/pair", "no token of anybody", 400, 400},
        {"OPTIONS", "/pair", "", 204, 204},
        {"GET", "/pair", "", 405, 401},
        {"BREW", "/devices/attic/t", "token-of-the-boss", 501, 501},
    };
    for (const auto& [method, target, token, open, closed] : rows) {
        CAPTURE(method);
        CAPTURE(target);
        CAPTURE(token);
        Bench bench;
        CHECK(bench.status(method, target, token, json_body) == open);
        Bench none{Role::none};
        CHECK(none.status(method, target, token, json_body) == closed);
    }
}

TEST_CASE("a name that is not the gateway's is misdirected, whatever is asked for")
{
    Bench bench;
    for (const auto* const target : {"/", "/healthz", "/devices", "/devices/attic/t"})
        CHECK(bench.status("GET", target, "", {{"host", "evil.example"}}) == 421);
    CHECK(bench.status("OPTIONS", "/devices", "", {{"host", "evil.example"}}) == 421);
    CHECK(bench.status("GET", "/healthz", "", {{"host", "machine.local:8080"}}) == 200);
}

TEST_CASE("a wrong token is logged with who sent it, also behind a proxy")
{
    Bench bench;
    bench.status("GET", "/devices", "no token of anybody", {{"x-forwarded-for", "192.0.2.7"}});
    CHECK(bench.log.take() == "warning: :: sent an unknown token\n");
    AddressRange nowhere;
    nowhere.bits = 128;
    bench.config.trusted_proxies = {nowhere};
    bench.apply();
    bench.status("GET", "/devices", "no token of anybody", {{"x-forwarded-for", "192.0.2.7"}});
    CHECK(bench.log.take() == "warning: 192.0.2.7 sent an unknown token\n");
    CHECK(bench.log.take_causes() == std::vector<std::string>{"wrong token", "wrong token"});
}

TEST_CASE("a GET is answered from the cache until it is stale, unless the client wants it anew")
{
    Bench bench;
    const auto get = [&](HttpFields fields, const std::string& token) {
        RoutesClient client;
        bench.ask(client, "GET", "/devices/attic/t", token, std::move(fields));
        const bool is_asked = !bench.node.waiting.empty();
        if (is_asked) bench.node.answer(content(R"({"value":21})", ContentFormat::json, 5));
        CHECK(client.answer->status == 200);
        return is_asked;
    };
    CHECK(get({}, ""));
    CHECK(!get({}, ""));
    bench.scheduler.advance(4s);
    CHECK(!get({{"cache-control", "max-age=4"}}, ""));
    CHECK(get({{"cache-control", "no-cache"}}, ""));
    CHECK(!get({{"cache-control", "no-cache"}}, ""));  // strangers: once a second
    CHECK(get({{"cache-control", "no-cache"}}, "token-of-a-reader"));
    bench.scheduler.advance(5s);
    CHECK(get({}, ""));
    CHECK(bench.forwarder.cache_hits().hits == 3);
}

TEST_CASE("an answer from the cache has its age, and is private to who sent a token")
{
    Bench bench;
    CHECK(bench.status("GET", "/devices/attic/t") == 200);
    const auto get = [&](const std::string& token, HttpFields fields = {}, const char* method = "GET") {
        RoutesClient client;
        bench.ask(client, method, "/devices/attic/t", token, std::move(fields));
        REQUIRE(client.answer);
        CHECK(bench.node.waiting.empty());
        return std::pair{client.field("cache-control"), client.field("age")};
    };
    RoutesClient first;
    bench.ask(first, "GET", "/devices/attic/t");
    REQUIRE_FALSE(bench.node.waiting.empty());  // Max-Age was 0
    bench.node.answer(content(R"({"value":21})", ContentFormat::json, 30));
    using Told = std::pair<std::string, std::string>;
    CHECK(get("") == Told{"max-age=30", "0"});
    CHECK(get("token-of-a-reader") == Told{"private, max-age=30", "0"});
    CHECK(get("", {{"accept", "*/*"}}, "HEAD") == Told{"max-age=30", "0"});
    bench.scheduler.advance(2s);
    CHECK(get("") == Told{"max-age=30", "2"});
    CHECK(get("token-of-a-reader") == Told{"private, max-age=30", "2"});
    CHECK(bench.forwarder.cache_hits().hits == 5);
    CHECK(bench.traffic.rows().at("attic").requests.at(200) == 7);
}

TEST_CASE("a target that was asked for before still names what its node has now")
{
    Bench bench;
    for (int i = 0; i < 2; ++i) {
        CHECK(bench.status("GET", "/devices/attic/t", "token-of-a-reader") == 200);
        CHECK(bench.status("GET", "/devices/attic/settings", "token-of-a-reader") == 403);
    }
    bench.scheduler.advance(Device::links_lifetime);
    REQUIRE_FALSE(bench.node.waiting.empty());
    bench.node.answer(content(R"(</t>;rt="config";ct=50,</settings>;ct=50)", ContentFormat::link_format));
    CHECK(bench.status("GET", "/devices/attic/t", "token-of-a-reader") == 403);
    CHECK(bench.status("GET", "/devices/attic/settings", "token-of-a-reader") == 200);
    bench.config.nodes.clear();
    bench.apply();
    CHECK(bench.status("GET", "/devices/attic/t", "token-of-a-reader") == 404);
}

TEST_CASE("a change clears what is kept of the node, and its answer is the node's")
{
    Bench bench;
    RoutesClient first;
    bench.ask(first, "GET", "/devices/attic/t");
    bench.node.answer(content(R"({"value":21})"));
    CHECK(bench.cache.size() == 1);

    RoutesClient client;
    bench.ask(client, "PUT", "/devices/attic/led", "token-of-a-phone!", json_body, R"({"state":"on"})");
    REQUIRE(bench.node.waiting.size() == 1);
    CHECK(bench.node.waiting.front()->request.method == Method::put);
    CHECK(as_text(bench.node.waiting.front()->request.payload) == R"({"state":"on"})");
    bench.node.answer(answer_of(Code::changed));
    CHECK(client.answer->status == 204);
    CHECK(bench.cache.size() == 0);
    CHECK(bench.traffic.rows().at("attic").requests.at(204) == 1);
}

TEST_CASE("a node that gives no answer is a problem in words")
{
    const std::pair<Errc, std::uint16_t> rows[] = {
        {Errc::silent, 504},     {Errc::unreachable, 502}, {Errc::key_refused, 502},
        {Errc::bad_answer, 502}, {Errc::rejected, 502},    {Errc::busy, 503},
    };
    for (const auto& [code, status] : rows) {
        Bench bench;
        RoutesClient client;
        bench.ask(client, "GET", "/devices/attic/t");
        bench.node.answer(fail(code, "why"));
        CHECK(client.answer->status == status);
        CHECK(client.field("content-type") == "application/problem+json");
        CHECK(client.body().find("attic") != std::string::npos);
    }
}

TEST_CASE("a client that leaves gives up its request, and not that of another")
{
    Bench bench;
    RoutesClient one;
    RoutesClient two;
    bench.ask(one, "GET", "/devices/attic/t");
    bench.ask(two, "GET", "/devices/attic/t");
    CHECK(bench.node.waiting.size() == 1);
    one.work.reset();
    REQUIRE(bench.node.waiting.size() == 1);
    bench.node.answer(content("1"));
    CHECK(!one.answer);
    CHECK(two.answer->status == 200);
    RoutesClient three;
    bench.ask(three, "GET", "/devices/attic/t?other");
    three.work.reset();
    CHECK(bench.node.waiting.empty());
}

TEST_CASE("a request that is under way outlives the node's place in the configuration")
{
    Bench bench;
    RoutesClient get;
    RoutesClient put;
    bench.ask(get, "GET", "/devices/attic/t");
    bench.ask(put, "PUT", "/devices/attic/led", "token-of-a-phone!", json_body, "{}");
    bench.config.nodes.clear();
    bench.apply();
    REQUIRE(bench.node.waiting.size() == 2);
    bench.node.answer(content("1"));
    bench.node.answer(answer_of(Code::changed));
    CHECK(get.answer->status == 200);
    CHECK(put.answer->status == 204);
}

TEST_CASE("events are for those who ask for them")
{
    Bench bench;
    RoutesClient one;
    bench.ask(one, "GET", "/devices/attic/t?c.gt=25", "", {{"accept", "text/event-stream"}});
    REQUIRE(one.streamed);
    CHECK(bench.node.observations.back()->request.query == std::vector<std::string>{"c.gt=25"});
    RoutesClient all;
    bench.ask(all, "GET", "/events?device=attic");
    CHECK(all.streamed);
    CHECK(bench.status("GET", "/events?colour=red") == 400);
    CHECK(bench.streams.size() == 2);
}

TEST_CASE("a HEAD is answered as a GET is")
{
    struct Row {
        const char* target;
        const char* accept;
        bool is_stream;
        int status;
    };
    const std::vector<Row> rows{
        {"/events", "*/*", true, 200},
        {"/events?colour=red", "*/*", false, 400},
        {"/devices/attic/t", "text/event-stream", true, 200},
        {"/devices/attic/history", "text/csv", false, 200},
        {"/devices/attic/led", "text/csv", false, 406},
        {"/nowhere", "*/*", false, 404},
    };
    for (const auto& row : rows) {
        for (const auto* const method : {"GET", "HEAD"}) {
            CAPTURE(std::string{row.target} + method);
            Bench bench;
            RoutesClient client;
            bench.ask(client, method, row.target, "", {{"accept", row.accept}});
            if (row.status == 200 && !row.is_stream) bench.node.answer(content("[]"));
            REQUIRE(client.streamed.has_value() == row.is_stream);
            CHECK((row.is_stream ? client.streamed : client.answer)->status == row.status);
        }
    }
}

TEST_CASE("OPTIONS and 405 name the same methods")
{
    for (const auto* const target : {"/", "/devices", "/devices/attic", "/events", "/metrics", "/nowhere"}) {
        CAPTURE(target);
        Bench bench;
        RoutesClient options;
        bench.ask(options, "OPTIONS", target);
        CHECK(options.answer->status == 204);
        CHECK(options.field("allow") == "GET, HEAD, OPTIONS");
        RoutesClient put;
        bench.ask(put, "PUT", target, "token-of-the-boss");
        CHECK(put.answer->status == 405);
        CHECK(put.field("allow") == options.field("allow"));
    }
    Bench bench;
    RoutesClient resource;
    bench.ask(resource, "OPTIONS", "/devices/attic/led");
    CHECK(resource.field("allow") == forwarded_methods);
}

TEST_CASE("events of a token end when a reload takes it away")
{
    Bench bench;
    RoutesClient one;
    RoutesClient all;
    RoutesClient anonymous;
    bench.ask(one, "GET", "/devices/attic/t", "token-of-a-reader", {{"accept", "Text/Event-Stream"}});
    bench.ask(all, "GET", "/events", "token-of-a-reader");
    bench.ask(anonymous, "GET", "/events");
    bench.apply();
    CHECK(one.ends + all.ends + anonymous.ends == 0);
    bench.config.tokens.clear();
    bench.apply();
    CHECK(one.ends == 1);
    CHECK(all.ends == 1);
    CHECK(anonymous.ends == 0);
}

TEST_CASE("a paired token is as good as one of the configuration, until it is taken away")
{
    Bench bench{Role::none};
    bench.store.put({.codes = {}, .tokens = {{"tablet", Role::control, digest_of("a token of a code"), {}}}});
    CHECK(bench.status("PUT", "/devices/attic/led", "a token of a code", json_body) == 200);
    RoutesClient client;
    bench.ask(client, "GET", "/session", "a token of a code");
    CHECK(client.body() == R"({"role":"control","name":"tablet"})");
    RoutesClient events;
    bench.ask(events, "GET", "/events", "a token of a code");
    bench.store.put({});
    CHECK(bench.status("GET", "/session", "a token of a code") == 401);
    bench.scheduler.advance(GuardedStreams::interval);
    CHECK(events.ends == 1);
}

TEST_CASE("history is CSV for those who ask for it")
{
    Bench bench;
    RoutesClient client;
    bench.ask(client, "GET", "/devices/attic/history", "", {{"accept", "text/csv"}});
    bench.node.answer(content(R"([{"name":"a,b","quantity":"temperature","value":21.50,"unit":"celsius",)"
                              R"("timestamp":"2026-11-27T05:00:00Z"},{"name":"=1+1","value":-3}])"));
    CHECK(client.body() ==
          "timestamp,sensor,quantity,value,unit\r\n"
          "2026-11-27T05:00:00Z,\"a,b\",temperature,21.50,celsius\r\n"
          ",'=1+1,,-3,\r\n");
    RoutesClient odd;
    bench.ask(odd, "GET", "/devices/attic/history", "", {{"accept", "text/csv"}});
    bench.node.answer(content("{}"));
    CHECK(odd.answer->status == 502);
}

TEST_CASE("pages of listed origins may read the answers, also those that come later and streams")
{
    Bench bench;
    bench.config.origins = {"https://panel.example"};
    bench.apply();
    const HttpFields origin{{"origin", "https://panel.example"}};
    RoutesClient later;
    bench.ask(later, "GET", "/devices/attic/t", "", origin);
    bench.node.answer(content("1"));
    CHECK(later.field("access-control-allow-origin") == "https://panel.example");
    RoutesClient events;
    bench.ask(events, "GET", "/events", "", origin);
    REQUIRE(events.streamed);
    CHECK(*find_field(events.streamed->fields, "access-control-allow-origin") == "https://panel.example");
    CHECK(events.work->next().starts_with("retry:"));
    RoutesClient other;
    bench.ask(other, "GET", "/healthz", "", {{"origin", "https://evil.example"}});
    CHECK(other.field("access-control-allow-origin").empty());
}

TEST_CASE("metrics have readings that are there, and none that failed")
{
    Bench bench;
    bench.node.notify(0, content(R"({"value":21.5,"unit":"celsius"})"));
    RoutesClient client;
    bench.ask(client, "GET", "/metrics");
    const auto reading = R"(coapnode_reading_celsius{node="attic",quantity="t",sensor="/t"} 21.5)";
    CHECK(client.body().find(reading) != std::string::npos);
    bench.node.notify(0, answer_of(Code::service_unavailable));
    bench.ask(client, "GET", "/metrics");
    CHECK(client.body().find("coapnode_reading") == std::string::npos);
    CHECK(client.body().find(R"(coapnode_up{node="attic"} 1)") != std::string::npos);
}

TEST_CASE("a node that is taken out takes its counts of requests along, and a late answer brings none back")
{
    Bench bench;
    CHECK(bench.status("GET", "/devices/attic/t") == 200);
    CHECK(bench.traffic.rows().size() == 1);
    RoutesClient late;
    bench.ask(late, "PUT", "/devices/attic/led", "token-of-a-phone!", json_body, R"({"state":"on"})");
    REQUIRE_FALSE(late.answer);
    bench.config.nodes.clear();
    bench.apply();
    CHECK(bench.traffic.rows().empty());
    if (!bench.node.waiting.empty()) bench.node.answer(content(R"({"state":"on"})", ContentFormat::json));
    CHECK(bench.traffic.rows().empty());
}

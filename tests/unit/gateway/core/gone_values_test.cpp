// SPDX-License-Identifier: MIT
// One failure takes a value away everywhere: from the cache, the events, the metrics, and so from the page.
#include "gateway/core/routes_bench.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace coapnode;

namespace {

constexpr auto sample = R"(coapnode_reading_celsius{node="attic",quantity="t",sensor="/t"} 21.5)";

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string metrics(RoutesBench& bench)
{
    RoutesClient client;
    bench.ask(client, "GET", "/metrics");
    return client.body();
}

/// What is new on the stream of a client.
std::string events(const RoutesClient& client)
{
    std::string text;
    for (auto piece = client.work->next(); !piece.empty(); piece = client.work->next())
        text += piece;
    return text;
}

}  // namespace

TEST_CASE("a failure of the observation takes the value from cache, events and metrics at once")
{
    struct Row {
        const char* what;
        void (*fail)(RoutesBench& bench);
        const char* told;
    };
    constexpr Row rows[] = {
        {"5.03",
         [](RoutesBench& bench) {
             auto response = answer_of(Code::service_unavailable);
             response.payload = to_bytes("no answer at 0x44");
             bench.node.notify(0, response);
         },
         R"("path":"/t","status":503,"error":"no answer at 0x44")"},
        {"4.04", [](RoutesBench& bench) { bench.node.notify(0, answer_of(Code::not_found)); }, R"("status":404)"},
        {"RST",
         [](RoutesBench& bench) {
             bench.node.trouble(0, {Errc::rejected, "the server turned the request down"});
         },
         R"("status":502,"error":"attic: the server turned the request down")"},
        {"blocks that do not fit",
         [](RoutesBench& bench) {
             bench.node.trouble(0, {Errc::bad_answer, "blocks that do not fit"});
         },
         R"("status":502)"},
        {"no answer to the registration",
         [](RoutesBench& bench) {
             bench.node.trouble(0, {Errc::silent, "no answer"});
         },
         R"("status":504)"},
        {"missed Max-Age", [](RoutesBench& bench) { bench.scheduler.advance(5s + ObservedResource::least_grace); },
         R"("status":504,"error":"attic: it did not send a newer state in time")"},
    };
    for (const auto& [what, fail, told] : rows) {
        CAPTURE(what);
        RoutesBench bench;
        RoutesClient early;
        bench.ask(early, "GET", "/events?path=/t");
        RoutesClient own;
        bench.ask(own, "GET", "/devices/attic/t", "", {{"accept", "text/event-stream"}});
        bench.node.notify(0, content(R"({"value":21.5,"unit":"celsius"})", ContentFormat::json, 5));
        CHECK(has(events(early), R"("payload":{"value":21.5)"));
        CHECK(has(events(own), R"("payload":{"value":21.5)"));
        CHECK(has(metrics(bench), sample));
        CHECK(bench.cache.size() == 1);

        fail(bench);
        CHECK(bench.cache.size() == 0);
        CHECK(!has(metrics(bench), "coapnode_reading"));
        RoutesClient late;
        bench.ask(late, "GET", "/events?path=/t");
        for (const auto* const client : {&early, &own, &late}) {
            const auto text = events(*client);
            CHECK(has(text, "event: failure"));
            CHECK(has(text, told));
            CHECK(!has(text, "21.5"));
        }
        RoutesClient get;
        bench.ask(get, "GET", "/devices/attic/t", "", {{"accept", "application/json"}});
        CHECK(!(get.answer && has(get.body(), "21.5")));
    }
}

TEST_CASE("a value is there again with the next notification")
{
    RoutesBench bench;
    RoutesClient client;
    bench.ask(client, "GET", "/events?path=/t");
    bench.node.trouble(0, {Errc::rejected, "the server turned the request down"});
    events(client);
    bench.node.notify(0, content(R"({"value":21.5,"unit":"celsius"})"));
    CHECK(has(events(client), R"("age":0.0,"payload":{"value":21.5)"));
    CHECK(has(metrics(bench), sample));
    CHECK(bench.cache.size() == 1);
}

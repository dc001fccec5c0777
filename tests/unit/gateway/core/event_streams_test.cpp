// SPDX-License-Identifier: MIT
#include "gateway/event_streams.hpp"

#include "gateway/core/scripted_link.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace coapnode;

namespace {

constexpr auto links = R"(</h>;rt="sensor humidity";ct=50;obs,</a/h>;rt="sensor humidity";ct=50;obs,)"
                       R"(</a/t>;rt="sensor temperature";ct=50;obs)";

/// A client that reads when the test says so.
class Client final : public HttpReply {
public:
    void send(HttpResponse response) override { head = std::move(response); }
    void stream(HttpResponse response) override { head = std::move(response); }
    void wake() override { is_awake = true; }
    void end() override { is_ended = true; }

    /// All that there is now.
    std::string read()
    {
        std::string text;
        is_awake = false;
        for (auto piece = work->next(); !piece.empty(); piece = work->next())
            text += piece;
        return text;
    }

    HttpResponse head;
    bool is_awake = false;
    bool is_ended = false;
    std::unique_ptr<HttpWork> work;
};

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

struct Bench {
    FakeScheduler scheduler;
    RecordingLog log;
    ScriptedNodes nodes;
    ScriptedNode& node = nodes.nodes["pi"];
    ResponseCache cache;
    Devices devices{scheduler, log, nodes.open()};
    ObservedResources resources{scheduler, cache};
    Feed feed{devices, resources};
    EventStreams streams{scheduler, devices, feed};
    GatewayConfig config;

    Bench()
    {
        config.nodes = {node_config("attic", "pi")};
        devices.apply(config);
        scheduler.advance({});
        node.answer(content(links, ContentFormat::link_format));
    }
    void open(Client& client, EventFilter filter = {}) { client.work = streams.open(client, {}, std::move(filter)); }
    void notify(std::size_t which, int value)
    {
        node.notify(which, content(R"({"value":)" + std::to_string(value) + R"(,"unit":"celsius"})"));
    }
};

}  // namespace

TEST_CASE("a client gets the whole state first, then what changes")
{
    Bench bench;
    bench.notify(0, 21);
    Client client;
    bench.open(client);
    CHECK(*find_field(client.head.fields, "content-type") == "text/event-stream");
    CHECK(*find_field(client.head.fields, "cache-control") == "no-store");
    const auto first = client.read();
    CHECK(first.starts_with("retry: 2000\n"));
    CHECK(has(first, R"(data: {"name":"attic","uri":"coap://pi","state":"up")"));
    CHECK(has(first, R"("path":"/a/h","age":0.0,"payload":{"value":21,"unit":"celsius"}})"));
    CHECK(!client.is_awake);

    bench.notify(1, 22);
    CHECK(client.is_awake);
    const auto second = client.read();
    CHECK(has(second, "event: value"));
    CHECK(has(second, R"("path":"/a/t")"));
    CHECK(!has(second, "/a/h"));
}

TEST_CASE("clients share an event's text as long as the age in it is right")
{
    Bench bench;
    Client first;
    Client second;
    Client third;
    for (auto* const client : {&first, &second, &third}) {
        bench.open(*client);
        client->read();
    }
    bench.notify(0, 21);
    CHECK(has(first.read(), R"("age":0.0,"payload":{"value":21,)"));
    bench.scheduler.advance(EventTexts::longest_use - 1ms);
    CHECK(has(second.read(), R"("age":0.0,"payload":{"value":21,)"));
    bench.scheduler.advance(1ms);
    CHECK(has(third.read(), R"("age":0.1,"payload":{"value":21,)"));

    bench.notify(0, 22);
    CHECK(has(first.read(), R"("age":0.0,"payload":{"value":22,)"));
}

TEST_CASE("a slow reader gets the newest state and not those before it")
{
    Bench bench;
    Client client;
    bench.open(client);
    client.read();
    for (int value = 0; value < 1000; ++value)
        bench.notify(0, value);
    const auto text = client.read();
    CHECK(has(text, "\"value\":999"));
    CHECK(text.find("event:") == text.rfind("event:"));
}

TEST_CASE("a failure is told as one, and the value is gone for who comes later")
{
    Bench bench;
    Client client;
    bench.open(client);
    bench.notify(0, 21);
    client.read();
    auto failure = answer_of(Code::service_unavailable);
    failure.payload = to_bytes("no answer at 0x44");
    bench.node.notify(0, failure);
    CHECK(has(client.read(), R"(event: failure)"));
    Client later;
    bench.open(later);
    const auto text = later.read();
    CHECK(has(text, R"("status":503,"error":"no answer at 0x44"})"));
    CHECK(!has(text, "\"value\""));
}

TEST_CASE("the query chooses devices and paths")
{
    const std::pair<EventFilter, bool> rows[] = {
        {{}, true},
        {{{"attic"}, {}}, true},
        {{{"cellar"}, {}}, false},
        {{{"cellar", "attic"}, {}}, true},
        {{{}, {"/a/h"}}, true},
        {{{}, {"/a/t"}}, false},
        {{{"attic"}, {"/a/h", "/x"}}, true},
        {{{}, {"/a"}}, true},
        {{{"cellar"}, {"/a"}}, false},
        {{{}, {"/a/"}}, false},
        {{{}, {"/a/h/x"}}, false},
        {{{}, {"/h"}}, true},  // its second path
        {{{}, {"/t"}}, false},
    };
    for (const auto& [filter, is_told] : rows) {
        Bench bench;
        Client client;
        bench.open(client, filter);
        client.read();
        bench.notify(0, 21);
        CHECK(client.is_awake == is_told);
        CHECK(has(client.read(), "event: value") == is_told);
    }
}

TEST_CASE("a device that comes, changes and goes is told")
{
    Bench bench;
    Client client;
    bench.open(client);
    client.read();
    bench.config.nodes.push_back(node_config("cellar", "other"));
    bench.devices.apply(bench.config);
    CHECK(has(client.read(), R"(data: {"name":"cellar","uri":"coap://other","state":"unknown")"));
    bench.scheduler.advance({});
    bench.nodes.nodes["other"].answer(fail(Errc::silent, "no answer"));
    CHECK(has(client.read(), R"("state":"silent")"));
    bench.config.nodes.erase(bench.config.nodes.begin());
    bench.devices.apply(bench.config);
    CHECK(has(client.read(), R"(data: {"device":"attic"})"));
}

TEST_CASE("every client is pinged, and nobody is when there is none")
{
    Bench bench;
    Client client;
    bench.open(client);
    client.read();
    bench.scheduler.advance(EventStreams::ping_interval);
    CHECK(has(client.read(), "event: ping"));
    client.work.reset();
    CHECK(bench.streams.size() == 0);
    bench.scheduler.advance(EventStreams::ping_interval);
    const auto pending = bench.scheduler.pending();
    bench.scheduler.advance(EventStreams::ping_interval);
    CHECK(bench.scheduler.pending() <= pending);
}

TEST_CASE("one resource alone is told to who asked for it, also with a query of its own")
{
    Bench bench;
    OutgoingRequest request;
    request.path = {"a", "t"};
    request.query = {"c.gt=25"};
    const ResourceKey key{"attic", "/a/t?c.gt=25", 50};
    const auto device = bench.devices.find("attic").value();
    Client client;
    client.work = bench.streams.open(client, {}, bench.resources.observe(device, key, request).value());
    REQUIRE(bench.node.observations.size() == 3);
    CHECK(bench.node.observations[2]->request.query == request.query);
    client.read();
    bench.notify(2, 26);
    CHECK(has(client.read(), R"("path":"/a/t?c.gt=25")"));
    bench.notify(0, 20);
    CHECK(!client.is_awake);
    client.work.reset();
    CHECK(bench.node.observations.size() == 2);
}

TEST_CASE("a large state is written in pieces")
{
    Bench bench;
    Client client;
    bench.open(client);
    client.read();
    const std::string large(70'000, 'x');
    for (std::size_t which : {0U, 1U})
        bench.node.notify(which, content('"' + large + '"'));
    std::size_t size = 0;
    for (auto piece = client.work->next(); !piece.empty(); piece = client.work->next()) {
        CHECK(piece.size() <= 65'536);
        size += piece.size();
    }
    CHECK(size > 2 * large.size());
}

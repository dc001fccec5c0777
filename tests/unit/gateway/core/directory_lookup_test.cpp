// SPDX-License-Identifier: MIT
#include "gateway/directory_lookup.hpp"

#include "gateway/core/scripted_link.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr auto endpoints =
    R"(</rd/1>;ep="hall";base="coap://192.0.2.8",</rd/2>;ep="roof";base="coap://192.0.2.9:5685";lt=90000)";

struct Bench {
    FakeScheduler scheduler;
    RecordingLog log;
    ScriptedNodes nodes;
    Devices devices{scheduler, log, nodes.open()};
    ScriptedNode& directory = nodes.nodes["192.0.2.1"];
    std::unique_ptr<DirectoryLookup> lookup;

    explicit Bench(const char* uri = "coap://192.0.2.1")
    {
        GatewayConfig config;
        AddressRange documentation;
        documentation.prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 0};
        documentation.bits = 96 + 24;
        config.allow = {documentation};
        devices.apply(config);
        lookup = std::make_unique<DirectoryLookup>(scheduler, log, devices, parse_coap_uri(uri).value(), nodes.open());
        scheduler.advance({});
    }
};

}  // namespace

TEST_CASE("a directory is asked for its lookup, and that for its endpoints, once a minute")
{
    Bench bench;
    REQUIRE(bench.directory.path() == "/.well-known/core");
    CHECK(bench.directory.waiting.front()->request.query == std::vector<std::string>{"rt=core.rd-lookup-ep"});
    bench.directory.answer(content("</lookup/ep>;rt=core.rd-lookup-ep", ContentFormat::link_format));
    REQUIRE(bench.directory.path() == "/lookup/ep");
    bench.directory.answer(content(endpoints, ContentFormat::link_format));
    CHECK(bench.devices.find("hall").value()->config().uri.host == "192.0.2.8");
    CHECK(bench.devices.find("roof").value()->config().uri.port == 5685);
    bench.scheduler.advance(DirectoryLookup::interval);
    CHECK(bench.directory.path() == "/.well-known/core");
}

TEST_CASE("a path that is given is used")
{
    Bench bench{"coap://192.0.2.1/endpoints"};
    CHECK(bench.directory.path() == "/endpoints");
}

TEST_CASE("an endpoint that leaves the directory goes; one that nobody can ask keeps what was found")
{
    Bench bench{"coap://192.0.2.1/ep"};
    bench.directory.answer(content(endpoints, ContentFormat::link_format));
    bench.scheduler.advance(DirectoryLookup::interval);
    bench.directory.answer(fail(Errc::silent, "no answer in 10 s"));
    CHECK(bench.devices.find("hall"));
    CHECK(bench.log.take() == "warning: resource directory 192.0.2.1:5683: no answer in 10 s\n");
    bench.scheduler.advance(DirectoryLookup::interval);
    bench.directory.answer(answer_of(Code::not_found));
    CHECK(bench.devices.find("hall").error() == Errc::not_found);
}

TEST_CASE("what cannot be a node is left out")
{
    constexpr const char* rows[] = {
        R"(</rd/1>;ep="hall";base="coaps://192.0.2.8")",
        R"(</rd/1>;ep="hall";base="coap://hall.example")",
        R"(</rd/1>;ep="a/b";base="coap://192.0.2.8")",
        R"(</rd/1>;ep="192.0.2.8";base="coap://192.0.2.8")",
        R"(</rd/1>;base="coap://192.0.2.8")",
        R"(</rd/1>;ep="hall")",
        R"(</rd/1>;ep="hall";base="http://192.0.2.8")",
        "nonsense",
    };
    for (const auto* const text : rows) {
        CAPTURE(text);
        CHECK(nodes_in_directory(read_link_format(text)).empty());
    }
    CHECK(nodes_in_directory(read_link_format(endpoints)).size() == 2);
}

// SPDX-License-Identifier: MIT
#include "gateway/recent_targets.hpp"

#include "gateway/config/address_range.hpp"
#include "gateway/core/scripted_link.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Bench {
    FakeScheduler scheduler;
    RecordingLog log;
    ScriptedNodes nodes;
    Devices devices{scheduler, log, nodes.open()};
    RecentTargets recent{devices};
    GatewayConfig config;

    Bench()
    {
        config.nodes = {node_config("attic", "pi")};
        config.allow = {*parse_address_range("192.0.2.0/24")};
        devices.apply(config);
    }
    std::shared_ptr<NamedResource> add(const HttpRequest& request)
    {
        auto target = *parse_target(request.path, request.query);
        const auto device = *devices.find(target.device);
        return recent.add(request, device, std::move(target));
    }
};

HttpRequest request_for(std::string path, std::string query = {})
{
    HttpRequest request;
    request.path = std::move(path);
    request.query = std::move(query);
    return request;
}

}  // namespace

TEST_CASE("a target is known by its path and query until a node or the list of them changes")
{
    Bench bench;
    const auto request = request_for("/devices/attic/a%20b", "c=1");
    CHECK(bench.recent.find(request) == nullptr);
    const auto added = bench.add(request);
    CHECK(added->key == ResourceKey{"attic", "/a%20b?c=1", {}});
    CHECK(added->link == nullptr);
    CHECK(bench.recent.find(request) == added);
    CHECK(bench.recent.find(request_for("/devices/attic/a%20b")) == nullptr);
    CHECK(bench.recent.find(request_for("/devices/attic/a%20c", "c=1")) == nullptr);

    bench.scheduler.advance({});
    bench.nodes.nodes["pi"].answer(content("</a%20b>;ct=50", ContentFormat::link_format));
    CHECK(bench.recent.find(request) == nullptr);
    CHECK(bench.add(request)->link != nullptr);
    CHECK(bench.recent.find(request) != nullptr);
    bench.devices.apply(bench.config);
    CHECK(bench.recent.find(request) == nullptr);
}

TEST_CASE("what a node lists is found, and a node that is known by its address alone is not kept")
{
    Bench bench;
    bench.scheduler.advance({});
    bench.nodes.nodes["pi"].answer(content("</t>;ct=50", ContentFormat::link_format));
    const auto listed = request_for("/devices/attic/t");
    CHECK(bench.add(listed)->link == &bench.devices.find("attic").value()->links().links.front());

    const auto by_address = request_for("/devices/192.0.2.1/t");
    CHECK(bench.add(by_address)->key.device == "192.0.2.1");
    CHECK(bench.recent.find(by_address) == nullptr);
    CHECK(bench.recent.find(listed) != nullptr);
}

TEST_CASE("many targets displace each other, and never answer for another one")
{
    Bench bench;
    for (int i = 0; i < 1000; ++i)
        bench.add(request_for("/devices/attic/" + std::to_string(i)));
    std::size_t known = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto found = bench.recent.find(request_for("/devices/attic/" + std::to_string(i)));
        if (found == nullptr) continue;
        ++known;
        CHECK(found->key.target == '/' + std::to_string(i));
    }
    CHECK(known > 0);
    CHECK(known <= RecentTargets::places);
}

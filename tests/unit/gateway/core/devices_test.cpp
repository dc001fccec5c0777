// SPDX-License-Identifier: MIT
#include "gateway/devices.hpp"

#include "gateway/core/scripted_link.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

/// 192.0.2.0/24
AddressRange documentation()
{
    AddressRange range;
    range.prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 0};
    range.bits = 96 + 24;
    return range;
}

struct Bench {
    FakeScheduler scheduler;
    RecordingLog log;
    ScriptedNodes nodes;
    Devices devices{scheduler, log, nodes.open()};
    GatewayConfig config;

    Bench()
    {
        config.nodes = {node_config("attic", "pi")};
        config.allow = {documentation()};
        devices.apply(config);
    }
};

}  // namespace

TEST_CASE("a device is found by its name, and by its address within allow")
{
    Bench bench;
    CHECK(bench.devices.find("attic").value()->config().uri.host == "pi");
    CHECK(bench.devices.find("cellar").error() == Errc::not_found);
    CHECK(bench.devices.find("192.0.2.7").value()->source() == DeviceSource::address);
    CHECK(bench.devices.find("192.0.2.7").value() == bench.devices.find("::ffff:192.0.2.7").value());
    CHECK(bench.devices.find("192.0.3.7").error() == Errc::forbidden);
    CHECK(bench.devices.find("127.0.0.1").error() == Errc::forbidden);
    CHECK(bench.devices.find("::1").error() == Errc::forbidden);
    CHECK(bench.devices.named().size() == 1);
}

TEST_CASE("addresses that nobody asks for are forgotten, and there is room for so many")
{
    Bench bench;
    const std::weak_ptr first = bench.devices.find("192.0.2.1").value();
    bench.scheduler.advance(1s);
    for (std::size_t i = 2; i <= Devices::most_addresses; ++i)
        CHECK(bench.devices.find("192.0.2." + std::to_string(i)));
    CHECK(!first.expired());
    CHECK(bench.devices.find("192.0.2.200"));
    CHECK(first.expired());
    const std::weak_ptr last = bench.devices.find("192.0.2.200").value();
    bench.scheduler.advance(Devices::address_lifetime + 1s);
    CHECK(bench.devices.find("192.0.2.201"));
    CHECK(last.expired());
}

TEST_CASE("a reload keeps a device that is the same, and replaces one that is not")
{
    Bench bench;
    const auto before = bench.devices.find("attic").value();
    bench.devices.apply(bench.config);
    CHECK(bench.devices.find("attic").value() == before);
    bench.config.limits.timeout = 5s;
    bench.devices.apply(bench.config);
    CHECK(bench.devices.find("attic").value() != before);
}

TEST_CASE("what was found is used within allow, and never in place of a configured one")
{
    Bench bench;
    bench.devices.set_found(
        DeviceSource::directory,
        {node_config("attic", "192.0.2.9"), node_config("hall", "192.0.2.8"), node_config("evil", "198.51.100.1")});
    CHECK(bench.devices.find("attic").value()->source() == DeviceSource::configured);
    CHECK(bench.devices.find("hall").value()->source() == DeviceSource::directory);
    CHECK(bench.devices.find("evil").error() == Errc::not_found);
    CHECK(bench.log.take().find("198.51.100.1 was found but is not used") != std::string::npos);
    bench.devices.set_found(DeviceSource::multicast, {node_config("hall", "192.0.2.8")});
    bench.devices.set_found(DeviceSource::directory, {});
    CHECK(bench.devices.find("hall").error() == Errc::not_found);
}

TEST_CASE("a reload takes out what was found and is outside of the new allow")
{
    Bench bench;
    const std::vector found{node_config("hall", "192.0.2.8"), node_config("roof", "192.0.2.9")};
    bench.devices.set_found(DeviceSource::multicast, found);
    const auto kept = bench.devices.find("roof").value();
    bench.config.allow.front().prefix[15] = 9;
    bench.config.allow.front().bits = 128;
    bench.devices.apply(bench.config);
    CHECK(bench.devices.find("hall").error() == Errc::not_found);
    CHECK(bench.devices.find("roof").value() == kept);
    bench.config.allow.clear();
    bench.devices.apply(bench.config);
    CHECK(bench.devices.find("roof").error() == Errc::not_found);
}

TEST_CASE("so many found nodes are used, and further ones are not")
{
    for (const std::size_t more : {0U, 1U}) {
        Bench bench;
        std::vector<NodeConfig> found{node_config("outside", "198.51.100.1")};
        for (std::size_t i = 0; i < Devices::most_found + more; ++i)
            found.push_back(node_config("n" + std::to_string(i), "192.0.2.8"));
        bench.devices.set_found(DeviceSource::multicast, found);
        CHECK(bench.devices.named().size() == 1 + Devices::most_found);
        CHECK(bench.devices.has("n" + std::to_string(Devices::most_found - 1)));
        CHECK(!bench.devices.has("n" + std::to_string(Devices::most_found)));
    }
}

TEST_CASE("found nodes that follow others stay within the bound")
{
    Bench bench;
    std::vector<NodeConfig> found;
    for (std::size_t i = 0; i < Devices::most_found; ++i)
        found.push_back(node_config("n" + std::to_string(i), "192.0.2.8"));
    bench.devices.set_found(DeviceSource::directory, found);
    found.insert(found.begin(), node_config("new", "192.0.2.9"));
    bench.devices.set_found(DeviceSource::directory, found);
    CHECK(bench.devices.named().size() == 1 + Devices::most_found);
    CHECK(bench.devices.has("new"));
    CHECK(!bench.devices.has("n" + std::to_string(Devices::most_found - 1)));
}

TEST_CASE("found hosts outside of allow are logged once, a few by name")
{
    Bench bench;
    std::vector<NodeConfig> found;
    for (std::size_t i = 0; i < Devices::most_told; ++i)
        found.push_back(node_config("n" + std::to_string(i), "198.51.100." + std::to_string(i)));
    bench.devices.set_found(DeviceSource::directory, found);
    auto log = bench.log.take();
    CHECK(log.find("198.51.100.7 was found") != std::string::npos);
    CHECK(log.find("also") == std::string::npos);
    bench.devices.set_found(DeviceSource::directory, found);
    CHECK(bench.log.take().empty());
    found.push_back(node_config("last", "198.51.100.8"));
    bench.devices.set_found(DeviceSource::directory, found);
    log = bench.log.take();
    CHECK(log.find("198.51.100.8") == std::string::npos);
    CHECK(log.find("also outside of allow: 1 other host\n") != std::string::npos);
    CHECK(bench.log.take_causes() == std::vector<std::string>(2, "found by directory"));
    bench.devices.set_found(DeviceSource::directory, {});
    CHECK(bench.log.take().empty());
}

// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/coap_link.hpp"

#include "coap/client/client_bench.hpp"
#include "support/fake_worker.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr std::size_t block_size = 1024;

/// A link to a node that a test writes by hand.
struct LinkBench {
    FakeScheduler time;
    UdpSocket node;
    Requester requester{(start_library(), time), by_hand()};
    FakeWorker worker;
    std::vector<std::size_t> sizes;  ///< of the states
    std::vector<Errc> troubles;
    CoapLink link{requester, worker, config()};

    [[nodiscard]] NodeConfig config() const
    {
        NodeConfig config;
        config.uri.host = "127.0.0.1";
        config.uri.port = node.port();
        return config;
    }
    [[nodiscard]] PendingPtr observe()
    {
        auto pending =
            link.observe({}, {[this](const IncomingResponse& state) { sizes.push_back(state.payload.size()); },
                              [](const IncomingResponse& /*state*/) {},
                              [this](const Error& error) { troubles.push_back(error.code); }});
        time.advance(0s);
        return pending;
    }
    /// Answers the next request with block `number` of `count`.
    void send_block(std::size_t number, std::size_t count, bool is_notification)
    {
        const auto request = node.receive();
        REQUIRE(request);
        auto answer = answer_to(decoded(*request), 2, 5, std::string(block_size, 'x'));
        if (is_notification) answer.options.emplace_back(option::observe, Bytes{1});
        const auto block = number << 4U | (number + 1 < count ? 8U : 0U) | 6U;
        answer.options.emplace_back(option::block2,
                                    Bytes{static_cast<std::uint8_t>(block >> 8U), static_cast<std::uint8_t>(block)});
        node.send({"127.0.0.1", node.sender_port()}, encoded(answer));
        requester.process();
        time.advance(0s);
    }
};

}  // namespace

TEST_CASE("an observed state may be so large, and a larger one is a failure")
{
    constexpr auto most = CoapLink::largest_state / block_size;
    for (const std::size_t count : {most, most + 1}) {
        CAPTURE(count);
        LinkBench bench;
        const auto pending = bench.observe();
        bench.send_block(0, count, true);
        for (std::size_t number = 0; number < count; ++number)
            bench.send_block(number, count, false);
        CHECK(bench.sizes == std::vector(1 + most - count, CoapLink::largest_state));
        CHECK(bench.troubles == std::vector(count - most, Errc::bad_answer));
    }
}

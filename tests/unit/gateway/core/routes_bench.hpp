// SPDX-License-Identifier: MIT
/// The gateway from its routes to the links of its nodes, in fake time: a client asks, and the test answers as the
/// node.
#pragma once

#include "gateway/routes.hpp"

#include "gateway/core/scripted_link.hpp"
#include "support/fake_pairing_store.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <optional>
#include <string>
#include <utility>

namespace coapnode {

class RoutesClient final : public HttpReply {
public:
    void send(HttpResponse response) override { answer = std::move(response); }
    void stream(HttpResponse head) override { streamed = std::move(head); }
    void wake() override {}
    void end() override { ++ends; }

    [[nodiscard]] std::string body() const
    {
        return answer->body ? std::string{as_text(*answer->body)} : std::string{};
    }
    [[nodiscard]] std::string field(std::string_view name) const
    {
        const auto* const value = find_field(answer->fields, name);
        return value == nullptr ? "" : *value;
    }

    std::optional<HttpResponse> answer;
    std::optional<HttpResponse> streamed;
    int ends = 0;
    std::unique_ptr<HttpWork> work;
};

/// One node, "attic" at "pi", that has told its links.
struct RoutesBench {
    static constexpr auto links = R"(</t>;rt="sensor temperature";ct="50 0";obs,</led>;rt="actuator led";ct=50,)"
                                  R"(</settings>;rt="config";ct=50,</history>;rt="history";ct="110 50")";

    FakeScheduler scheduler;
    RecordingLog log;
    ScriptedNodes nodes;
    ScriptedNode& node = nodes.nodes["pi"];
    PageFiles page;
    ResponseCache cache;
    Devices devices{scheduler, log, nodes.open()};
    Fetches fetches{scheduler, cache};
    ObservedResources observed{scheduler, cache};
    Feed feed{devices, observed};
    EventStreams streams{scheduler, devices, feed};
    TrafficCounts traffic{devices};
    Forwarder forwarder{{scheduler, cache, fetches, observed, streams, traffic}};
    FakePairingStore store;
    Pairing pairing{store, scheduler, log};
    Routes routes{{scheduler, log, devices, streams, forwarder, pairing, page},
                  {scheduler, devices, feed, cache, fetches, observed, streams, traffic, forwarder,
                   [] { return HttpCounts{}; }, [] { return ProcessFigures{}; }}};
    GatewayConfig config;

    explicit RoutesBench(Role anonymous = Role::read)
    {
        config.nodes = {node_config("attic", "pi")};
        config.anonymous = anonymous;
        config.tokens = {{"reader", "token-of-a-reader", Role::read},
                         {"phone", "token-of-a-phone!", Role::control},
                         {"boss", "token-of-the-boss", Role::admin}};
        config.origins = {};
        apply();
        scheduler.advance({});
        node.answer(content(links, ContentFormat::link_format));
    }
    void apply()
    {
        routes.apply(config, "machine");
        devices.apply(config);
    }

    void ask(RoutesClient& client, const std::string& method, const std::string& target, const std::string& token = {},
             HttpFields fields = {}, std::string_view body = {})
    {
        HttpRequest request;
        request.method = method;
        const auto sign = target.find('?');
        request.path = target.substr(0, sign);
        request.query = sign == std::string::npos ? "" : target.substr(sign + 1);
        request.fields = std::move(fields);
        if (find_field(request.fields, "host") == nullptr) request.fields.push_back({"host", "127.0.0.1"});
        if (!token.empty()) request.fields.push_back({"authorization", "Bearer " + token});
        request.body = to_bytes(body);
        client.work = routes.handle(std::move(request), client);
    }
    std::uint16_t status(const std::string& method, const std::string& target, const std::string& token = {},
                         HttpFields fields = {}, std::string_view body = {})
    {
        RoutesClient client;
        ask(client, method, target, token, std::move(fields), body);
        if (!client.answer && !node.waiting.empty()) node.answer(content(R"({"value":1})", ContentFormat::json, 0));
        return client.answer ? client.answer->status : std::uint16_t{0};
    }
};

}  // namespace coapnode

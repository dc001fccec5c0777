// SPDX-License-Identifier: MIT
#include "gateway/routes.hpp"

#include "coapnode/core/ascii.hpp"
#include "coapnode/core/ip_address.hpp"
#include "gateway/access/client_of.hpp"
#include "gateway/access/cross_origin.hpp"
#include "gateway/access/roles.hpp"
#include "gateway/device_json.hpp"
#include "gateway/exposition/metrics_text.hpp"
#include "gateway/mapping/field_text.hpp"
#include "gateway/mapping/node_problem.hpp"
#include "gateway/mapping/problem.hpp"
#include "gateway/pair_route.hpp"
#include "show/json_object.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace coapnode {

namespace {

HttpResponse text_response(std::string_view type, std::string_view text)
{
    HttpResponse response;
    response.fields = {{"content-type", std::string{type}}, {"cache-control", "no-store"}, no_sniffing()};
    response.body = std::make_shared<const Bytes>(to_bytes(text));
    return response;
}

HttpResponse json_response(std::string_view json)
{
    return text_response("application/json", json);
}

constexpr std::string_view read_methods = "GET, HEAD, OPTIONS";

bool names_resource(std::string_view path)
{
    if (!path.starts_with(devices_path)) return false;
    const auto target = parse_target(path, {});
    return target && target->names_resource;
}

std::string_view methods_of(std::string_view path)
{
    if (path == "/pair") return "POST, OPTIONS";
    return names_resource(path) ? forwarded_methods : read_methods;
}

HttpResponse only_get()
{
    return with_field(problem(405, "this can only be read: use GET or HEAD"), "allow", std::string{read_methods});
}

/// A cheap check whether the forwarder might answer with a stream.
bool may_become_stream(const HttpRequest& request)
{
    return request.is_get_or_head() && std::ranges::any_of(request.fields, [](const HttpField& field) {
               return field.name == "accept" && in_lower_case(field.value).find("event-stream") != std::string::npos;
           });
}

/// device=NAME and path=/leds/led, each any number of times.
OrProblem<EventFilter> filter_of(const HttpRequest& request)
{
    EventFilter filter;
    const auto target = parse_target("/devices/-/", request.query);
    if (!target) return tl::unexpected{target.error()};
    for (const auto& item : target->query) {
        const auto sign = item.find('=');
        const auto name = item.substr(0, sign);
        if ((name != "device" && name != "path") || sign == std::string::npos)
            return refuse(400, "/events accepts only the queries device= and path=");
        auto& list = name == "device" ? filter.devices : filter.paths;
        if (list.size() == EventFilter::most) return refuse(400, "/events accepts at most 64 devices and 64 paths");
        list.push_back(item.substr(sign + 1));
    }
    return filter;
}

HttpResponse session_response(const Caller& caller)
{
    JsonObject json;
    json.text("role", role_name(caller.role));
    if (caller.name) json.text("name", *caller.name);
    return json_response(std::move(json).whole());
}

/// Answers that pages of listed origins may read.
class CrossOriginWork final : public HttpWork, public HttpReply {
public:
    CrossOriginWork(HttpReply& reply, HttpFields fields, const std::vector<std::string>& origins)
        : reply_{reply}, fields_{std::move(fields)}, origins_{origins}
    {
    }

    void send(HttpResponse response) override
    {
        add_cross_origin_fields(response, fields_, origins_);
        reply_.send(std::move(response));
    }
    void stream(HttpResponse head) override
    {
        add_cross_origin_fields(head, fields_, origins_);
        reply_.stream(std::move(head));
    }
    void wake() override { reply_.wake(); }
    void end() override { reply_.end(); }
    std::string next() override { return work_ ? work_->next() : std::string{}; }

    void keep(std::unique_ptr<HttpWork> work) { work_ = std::move(work); }

private:
    HttpReply& reply_;
    HttpFields fields_;
    std::vector<std::string> origins_;  ///< a copy, because a reload may replace them
    std::unique_ptr<HttpWork> work_;
};

std::unique_ptr<HttpWork> answer(HttpReply& reply, HttpResponse response)
{
    reply.send(std::move(response));
    return nullptr;
}

}  // namespace

Routes::Routes(const Rooms& rooms, MetricsSources metrics)
    : rooms_{rooms},
      metrics_{std::move(metrics)},
      guarded_{rooms.scheduler,
               [this](const HttpFields& fields) {
                   return caller_of(fields, rules_.tokens, rules_.anonymous, rules_.paired);
               },
               [this] { return rooms_.pairing.revision(); }},
      recent_{rooms.devices}
{
}

void Routes::apply(const GatewayConfig& config, const std::string& machine)
{
    rules_ = access_rules(config, machine);
    rules_.paired = &rooms_.pairing;
    guarded_.check();
}

std::size_t Routes::largest_body(const HttpRequest& head) const
{
    return head.path.starts_with(devices_path) ? largest_forwarded_body : largest_own_body;
}

std::unique_ptr<HttpWork> Routes::handle(HttpRequest request, HttpReply& reply)
{
    if (rules_.origins.empty()) return admitted(request, reply);
    auto work = std::make_unique<CrossOriginWork>(reply, request.fields, rules_.origins);
    work->keep(admitted(request, *work));
    return work;
}

std::unique_ptr<HttpWork> Routes::admitted(const HttpRequest& request, HttpReply& reply)
{
    auto caller = admit(request, rules_);
    if (!caller) {
        if (caller.error().status == 401) tell_wrong_token(request);
        return answer(reply, std::move(caller.error()));
    }
    if (request.method == "OPTIONS") {
        return answer(reply, answer_to_options(request, rules_.origins, methods_of(request.path)));
    }
    if (request.path.starts_with(devices_path)) return to_device(request, reply, *caller);
    const auto needed = role_needed_for_own(request.method, request.path, rooms_.page.has(request.path));
    if (auto refusal = refusal_of(*caller, needed)) return answer(reply, std::move(*refusal));
    if (request.path == "/pair") return answer(reply, answer_to_pair(request, rules_, rooms_.pairing));
    if (!request.is_get_or_head()) return answer(reply, only_get());
    if (request.path == "/events") return events(request, reply, *caller);
    return answer(reply, own(request, *caller));
}

void Routes::tell_wrong_token(const HttpRequest& request)
{
    const auto client = client_of(request, rules_.trusted_proxies);
    rooms_.log.warning("wrong token", to_text(client.address) + " sent an unknown token");
}

HttpResponse Routes::own(const HttpRequest& request, const Caller& caller) const
{
    if (request.path == "/devices") return devices();
    if (request.path == "/metrics") return text_response(metrics_content_type, metrics_text(metrics_));
    if (request.path == "/healthz") return text_response("text/plain;charset=utf-8", "ok\n");
    if (request.path == "/session") return session_response(caller);
    if (auto file = rooms_.page.find(request)) return std::move(*file);
    return problem(404, "this address does not exist: use /, /devices, /events, /metrics or /healthz");
}

HttpResponse Routes::devices() const
{
    std::string list;
    for (const auto& device : rooms_.devices.named())
        list += (list.empty() ? "" : ",") + device_as_json(*device, rooms_.scheduler);
    return json_response("{\"devices\":[" + list + "]}");
}

std::unique_ptr<HttpWork> Routes::events(const HttpRequest& request, HttpReply& reply, const Caller& caller)
{
    auto filter = filter_of(request);
    if (!filter) return answer(reply, std::move(filter.error()));
    return guarded_.guard(request, caller, reply,
                          [&](HttpReply& guarded) { return rooms_.streams.open(guarded, {}, std::move(*filter)); });
}

std::unique_ptr<HttpWork> Routes::to_device(const HttpRequest& request, HttpReply& reply, const Caller& caller)
{
    if (const auto known = recent_.find(request)) return to_resource(request, reply, caller, *known);
    auto target = parse_target(request.path, request.query);
    if (!target) return answer(reply, std::move(target.error()));
    // A caller that may not read must not learn which resources exist.
    const auto least = role_needed(request.method, target->path, false);
    if (auto refusal = refusal_of(caller, least)) return answer(reply, std::move(*refusal));
    const auto device = rooms_.devices.find(target->device);
    if (!device) return answer(reply, problem(device.error() == Errc::forbidden ? 403 : 404, device.error().message));
    if (!target->names_resource) return answer(reply, whole_device(request, **device));
    return to_resource(request, reply, caller, *recent_.add(request, *device, std::move(*target)));
}

std::unique_ptr<HttpWork> Routes::to_resource(const HttpRequest& request, HttpReply& reply, const Caller& caller,
                                              NamedResource& resource)
{
    // First without the link: who may not read at all is told the same of every resource.
    for (const bool is_config : {false, resource.is_configuration}) {
        const auto needed = role_needed(request.method, resource.target.path, is_config);
        if (auto refusal = refusal_of(caller, needed)) return answer(reply, std::move(*refusal));
    }
    const auto may_pass = [&] { return may_pass_cache(request, caller); };
    const auto forward = [&](HttpReply& to) {
        return rooms_.forwarder.forward(request, to, resource, std::ref(may_pass));
    };
    return may_become_stream(request) ? guarded_.guard(request, caller, reply, forward) : forward(reply);
}

HttpResponse Routes::whole_device(const HttpRequest& request, const Device& device) const
{
    return request.is_get_or_head() ? json_response(device_with_resources_as_json(device, rooms_.scheduler))
                                    : only_get();
}

bool Routes::may_pass_cache(const HttpRequest& request, const Caller& caller)
{
    return caller.name || no_cache_.spend(request.path + '?' + request.query, rooms_.scheduler.now());
}

}  // namespace coapnode

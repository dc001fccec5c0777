// SPDX-License-Identifier: MIT
#include "apps/coapnoded/node.hpp"

#include "apps/coapnoded/version.hpp"
#include "coap/listen_address.hpp"
#include "resources/build_site.hpp"

#include <utility>

namespace coapnode {

namespace {

std::string counted(std::size_t count, const std::string& what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

void append_endpoints(std::vector<std::string>& names, const std::string& scheme, const std::vector<Listen>& listen)
{
    for (const auto& address : listen)
        names.push_back(scheme + "://" + to_string(address));
}

}  // namespace

Node::Node(EventLoop& loop, Log& log, HardwareFactory make_hardware)
    : loop_{loop}, log_{log}, make_hardware_{std::move(make_hardware)}, started_{loop.now()}, server_{loop, log}
{
    for (const int fd : server_.fds()) {
        watches_.push_back(loop_.on_readable(fd, [this, fd] { server_.process(fd); }));
    }
}

Result<void> Node::apply(const Config& config)
{
    // All that can fail comes first and is kept aside. LED lines last: opening one is the only step that shows outside.
    const bool same_hardware = hardware_ && backend_ == config.hardware.backend;
    auto new_hardware = same_hardware ? nullptr : make_hardware_(config.hardware.backend, loop_);
    Equipment nothing;
    auto& fitted = same_hardware ? equipment_ : nothing;
    const Workshop workshop{same_hardware ? *hardware_ : *new_hardware, loop_, log_};

    auto endpoints = server_.prepare(config.coap, config.dtls);
    if (!endpoints) return fail(endpoints);
    auto fitting = Fitting::prepare(config, workshop, fitted);
    if (!fitting) return fail(fitting);

    // From here on nothing fails.
    auto equipment = std::move(*fitting).carry_out(fitted, log_);
    auto site = build_site(equipment, facts_of(config), loop_);
    server_.adopt(std::move(*endpoints), config.coap, config.dtls, config.limits, *site);
    site_ = std::move(site);
    shut_down();  // what is left in equipment_ is no longer configured
    equipment_ = std::move(equipment);
    if (new_hardware) hardware_ = std::move(new_hardware);
    backend_ = config.hardware.backend;
    return {};
}

void Node::shut_down()
{
    if (const auto done = coapnode::shut_down(equipment_); !done) log_.warning(sentence(done.error()));
}

std::string Node::status() const
{
    std::string served;
    for (const auto& endpoint : server_.endpoints())
        served += (served.empty() ? "serving " : ", ") + endpoint;
    if (served.empty()) served = "serving nothing: no address is configured";
    return served + "; " + counted(equipment_.sensors.size(), "sensor") + ", " + counted(equipment_.leds.size(), "LED");
}

NodeFacts Node::facts_of(const Config& config) const
{
    std::vector<std::string> endpoints;
    append_endpoints(endpoints, "coap", config.coap.listen);
    if (!config.dtls.identities.empty()) append_endpoints(endpoints, "coaps", config.dtls.listen);
    return {config.device.id, config.device.title, firmware_name(), std::move(endpoints), started_};
}

}  // namespace coapnode

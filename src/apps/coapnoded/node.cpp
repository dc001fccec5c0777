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
    change_.reset();
    auto change = prepare(config);
    if (!change) return fail(change);
    adopt(**change);
    return {};
}

Result<std::unique_ptr<Node::Change>> Node::prepare(const Config& config)
{
    const bool same_hardware = hardware_ && backend_ == config.hardware.backend;
    auto hardware = same_hardware ? nullptr : make_hardware_(config.hardware.backend, loop_);
    Equipment nothing;
    const Workshop workshop{same_hardware ? *hardware_ : *hardware, loop_, log_};

    auto endpoints = server_.prepare(config.coap, config.dtls);
    if (!endpoints) return fail(endpoints);
    // LED lines last: opening one is the only step that shows outside.
    auto fitting = Fitting::prepare(config, workshop, same_hardware ? equipment_ : nothing);
    if (!fitting) return fail(fitting);
    return std::make_unique<Change>(config, std::move(hardware), std::move(*endpoints), std::move(*fitting));
}

void Node::adopt_soon(std::unique_ptr<Change> change)
{
    change_ = std::move(change);
    change_timer_ = loop_.after(Duration::zero(), [this] {
        if (const auto next = std::move(change_)) adopt(*next);
        log_.info("configuration replaced: " + status());
    });
}

void Node::adopt(Change& change)
{
    Equipment nothing;
    auto& fitted = change.hardware ? nothing : equipment_;
    const auto& config = change.config;
    auto equipment = std::move(change.fitting).carry_out(fitted, log_);
    auto site = build_site(equipment, facts_of(config), loop_, config.remote_config ? config_store_ : nullptr);
    server_.adopt(std::move(change.endpoints), config.coap, config.dtls, *site);
    site_ = std::move(site);
    shut_down();  // what is left in equipment_ is no longer configured
    equipment_ = std::move(equipment);
    if (change.hardware) hardware_ = std::move(change.hardware);
    backend_ = config.hardware.backend;
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

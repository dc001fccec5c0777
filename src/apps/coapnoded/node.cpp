// SPDX-License-Identifier: MIT
#include "apps/coapnoded/node.hpp"

#include "apps/coapnoded/firmware_name.hpp"
#include "apps/daemon/machine.hpp"
#include "coap/wire/listen_address.hpp"
#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/counted.hpp"
#include "coapnode/core/hex.hpp"
#include "coapnode/core/random.hpp"
#include "resources/build_site.hpp"
#include "store/sqlite_history.hpp"
#include "store/state_file.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace coapnode {

namespace {

std::string in_a_row(const std::vector<std::string>& names)
{
    std::string row;
    for (const auto& name : names)
        row += (row.empty() ? "" : ", ") + name;
    return row;
}

std::string served_by(const Server& server)
{
    const auto served = in_a_row(server.endpoints());
    const auto late = in_a_row(server.late_endpoints());
    if (late.empty()) return "serving " + (served.empty() ? "nothing: listen: has no address" : served);
    return "serving " + (served.empty() ? "nothing yet" : served) + "; waiting for " + late +
           ": this machine has no such address";
}

StateKeeper::Stores state_files()
{
    return {[](const std::filesystem::path& folder) { return std::make_unique<StateFile>(folder); },
            [](const std::filesystem::path& folder) { return StateFile{folder}.forget(); }};
}

std::unique_ptr<HistoryStore> make_history_store(const HistoryConfig& config)
{
    return std::make_unique<SqliteHistory>(config.path, config.max_size);
}

void append_endpoints(std::vector<std::string>& names, const std::string& scheme, const std::vector<Listen>& listen)
{
    for (const auto& address : listen)
        names.push_back(scheme + "://" + to_text(without_zone(address)));
}

/// 64 random bits in hexadecimal. Empty when the kernel gives none.
std::string random_name()
{
    std::array<std::uint8_t, 8> bytes{};
    return fill_with_random(bytes) ? to_hex(bytes) : std::string{};
}

}  // namespace

Node::Node(EventLoop& loop, Log& log, HardwareFactory make_hardware)
    : loop_{loop},
      log_{log},
      make_hardware_{std::move(make_hardware)},
      started_{loop.now()},
      instance_{random_name()},
      workers_{loop},
      state_{loop, log, state_files()},
      history_{loop, log, &make_history_store},
      server_{loop, log},
      directory_{loop, log}
{
    for (auto* const context : server_.contexts())
        watches_.push_back(loop_.on_readable(context->fd(), [context] { context->process(); }));
}

Result<void> Node::apply(const Config& config)
{
    change_.reset();
    auto change = prepare(config);
    if (!change) return fail(change);
    commit(**change);
    return {};
}

Result<std::unique_ptr<Node::Change>> Node::prepare(const Config& config)
{
    const bool same_hardware = hardware_ && backend_ == config.hardware.backend;
    auto hardware = same_hardware ? nullptr : make_hardware_(config.hardware.backend, loop_);
    Equipment nothing;
    auto kept_state = state_.prepare(config);
    const auto kept = state_.values(kept_state.get());
    const EquipmentNeeds needs{same_hardware ? *hardware_ : *hardware, loop_, log_, workers_, kept ? &*kept : nullptr};

    auto endpoints = server_.prepare(config.coap, config.dtls);
    if (!endpoints) return fail(endpoints);
    // LED lines last: opening one is the only step that has an effect outside.
    auto equipment = EquipmentChange::prepare(config, needs, same_hardware ? equipment_ : nothing);
    if (!equipment) return fail(equipment);
    return std::make_unique<Change>(config, std::move(hardware), std::move(kept_state), std::move(*endpoints),
                                    std::move(*equipment));
}

void Node::commit_soon(std::unique_ptr<Change> change)
{
    change_ = std::move(change);
    change_timer_ = loop_.after(Duration::zero(), [this] {
        if (const auto next = std::move(change_)) commit(*next);
        log_.info("reload", "configuration replaced: " + status());
        replaced_.emit();
    });
}

void Node::commit(Change& change)
{
    Equipment nothing;
    auto& fitted = change.hardware ? nothing : equipment_;
    const auto& config = change.config;
    const auto kept = state_.values(change.kept_state.get());
    const EquipmentNeeds needs{change.hardware ? *change.hardware : *hardware_, loop_, log_, workers_,
                               kept ? &*kept : nullptr};
    auto equipment = std::move(change.equipment).commit(fitted, needs);
    const auto history_before = history_.configure(config);
    auto site = build_site(equipment, facts_of(config), loop_, outside_of(config));
    server_.commit(std::move(change.endpoints), config.coap, config.dtls, config.limits, *site);
    site_ = std::move(site);
    shut_down_equipment();  // what is left in equipment_ is no longer configured
    equipment_ = std::move(equipment);
    state_.commit(config, std::move(change.kept_state), equipment_);
    history_.watch(equipment_);
    if (change.hardware) hardware_ = std::move(change.hardware);
    backend_ = config.hardware.backend;
    directory_.adopt(config, *site_);
}

void Node::shut_down()
{
    state_.stop();  // before the shutdown states, which must not be restored later
    history_.stop();
    shut_down_equipment();
    directory_.shut_down();  // last: it may wait for a moment
}

void Node::shut_down_equipment()
{
    if (const auto done = coapnode::shut_down(equipment_); !done) log_.warning("shutdown", sentence(done.error()));
}

std::string Node::status() const
{
    return served_by(server_) + "; " + counted(equipment_.sensors.size(), "sensor") + ", " +
           counted(equipment_.leds.size(), "LED");
}

Outside Node::outside_of(const Config& config)
{
    return {config.remote_config ? config_store_ : nullptr,
            StatsSources{[this] { return traffic(); }, [] { return resident_memory().value_or(0); }},
            history_.history()};
}

Traffic Node::traffic() const
{
    auto traffic = server_.traffic();
    traffic.log_drops = log_.dropped();
    return traffic;
}

NodeFacts Node::facts_of(const Config& config) const
{
    std::vector<std::string> endpoints;
    append_endpoints(endpoints, "coap", config.coap.listen);
    if (!config.dtls.identities.empty()) append_endpoints(endpoints, "coaps", config.dtls.listen);
    return {config.device.id, config.device.title, firmware_name(), instance_, std::move(endpoints), started_};
}

}  // namespace coapnode

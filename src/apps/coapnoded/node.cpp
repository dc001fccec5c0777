// SPDX-License-Identifier: MIT
#include "apps/coapnoded/node.hpp"

#include "apps/coapnoded/resident_memory.hpp"
#include "apps/coapnoded/version.hpp"
#include "coap/wire/listen_address.hpp"
#include "node/equipment_state.hpp"
#include "resources/build_site.hpp"
#include "store/sqlite_history.hpp"
#include "store/state_file.hpp"

#include <utility>

namespace coapnode {

namespace {

std::string counted(std::size_t count, const std::string& what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

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
    if (late.empty()) return "serving " + (served.empty() ? "nothing: no address is configured" : served);
    return "serving " + (served.empty() ? "nothing yet" : served) + "; waiting for " + late +
           ": this machine has no such address";
}

void append_endpoints(std::vector<std::string>& names, const std::string& scheme, const std::vector<Listen>& listen)
{
    for (const auto& address : listen)
        names.push_back(scheme + "://" + to_string(without_zone(address)));
}

}  // namespace

Node::Node(EventLoop& loop, Log& log, HardwareFactory make_hardware)
    : loop_{loop},
      log_{log},
      make_hardware_{std::move(make_hardware)},
      started_{loop.now()},
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
    auto kept_state = new_kept_state(config);
    const auto kept = found_again(kept_state.get());
    const EquipmentNeeds needs{same_hardware ? *hardware_ : *hardware, loop_, log_, kept ? &*kept : nullptr};

    auto endpoints = server_.prepare(config.coap, config.dtls);
    if (!endpoints) return fail(endpoints);
    // LED lines last: opening one is the only step that shows outside.
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
    const auto kept = found_again(change.kept_state.get());
    const EquipmentNeeds needs{change.hardware ? *change.hardware : *hardware_, loop_, log_, kept ? &*kept : nullptr};
    auto equipment = std::move(change.equipment).commit(fitted, needs);
    const auto history_before = refit_history(config);
    auto site = build_site(equipment, facts_of(config), loop_, outside_of(config));
    server_.commit(std::move(change.endpoints), config.coap, config.dtls, config.limits, *site);
    site_ = std::move(site);
    shut_down_equipment();  // what is left in equipment_ is no longer configured
    equipment_ = std::move(equipment);
    keep_state(config, std::move(change.kept_state));
    watch_history();
    if (change.hardware) hardware_ = std::move(change.hardware);
    backend_ = config.hardware.backend;
    directory_.adopt(config, *site_);
}

void Node::shut_down()
{
    if (kept_state_) kept_state_->finish();  // as it was: the shutdown states are not what is to be found again
    if (history_) history_->finish();
    shut_down_equipment();
    directory_.finish();  // last: it may wait for a moment
}

std::unique_ptr<KeptState> Node::new_kept_state(const Config& config)
{
    const bool same = kept_state_ && state_ == config.state;
    if (same || config.state.empty() || !keeps_state(config)) return nullptr;
    return std::make_unique<KeptState>(loop_, log_, std::make_unique<StateFile>(config.state));
}

std::optional<KeptValues> Node::found_again(const KeptState* fresh) const
{
    const auto* const kept = fresh != nullptr ? fresh : kept_state_.get();
    return kept != nullptr ? std::optional{kept->values()} : std::nullopt;
}

void Node::keep_state(const Config& config, std::unique_ptr<KeptState> fresh)
{
    if (fresh) kept_state_ = std::move(fresh);
    state_ = config.state;
    if (!keeps_state(config)) return forget_state(config);
    if (kept_state_) kept_state_->watch(kept_signals(equipment_), [this] { return kept_values(equipment_); });
}

void Node::forget_state(const Config& config)
{
    kept_state_.reset();
    if (config.state.empty()) return;
    if (const auto done = StateFile{config.state}.forget(); !done) {
        log_.warning("state", "what an earlier configuration kept may be found again: " + done.error().message);
    }
}

std::unique_ptr<History> Node::refit_history(const Config& config)
{
    const auto wanted = config.history.value_or(HistoryConfig{});
    const bool same_store = history_config_.path == wanted.path && history_config_.max_size == wanted.max_size;
    history_config_ = wanted;
    if (history_ && same_store) {
        history_->configure(wanted);
        return nullptr;
    }
    auto before = std::move(history_);
    if (before) before->finish();  // the file is one process' and one connection's alone
    if (!wanted.path.empty()) {
        auto store = std::make_unique<SqliteHistory>(wanted.path, wanted.max_size);
        history_ = std::make_unique<History>(loop_, log_, std::move(store), wanted);
        if (config.hardware.backend == Backend::mock) history_->trust_wall_clock();
    }
    return before;
}

void Node::watch_history()
{
    if (!history_) return;
    std::vector<History::Source> sources;
    for (const auto& fitted : equipment_.sensors)
        sources.push_back({fitted.config.name, fitted.sampler.get()});
    history_->watch(sources);
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
            StatsSources{[this] { return traffic(); }, &resident_memory}, history_.get()};
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
    return {config.device.id, config.device.title, firmware_name(), std::move(endpoints), started_};
}

}  // namespace coapnode

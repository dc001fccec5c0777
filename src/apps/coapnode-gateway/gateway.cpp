// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/gateway.hpp"

#include "apps/coapnode-gateway/coap_link.hpp"
#include "apps/coapnode-gateway/machine.hpp"
#include "apps/coapnode-gateway/process_figures.hpp"
#include "apps/daemon/machine.hpp"
#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/counted.hpp"

#include <utility>

namespace coapnode {

namespace {

OpenLink coap_links(Requester& requester, Worker& worker)
{
    return [&](const NodeConfig& node) { return std::make_unique<CoapLink>(requester, worker, node); };
}

Result<std::optional<HttpTls>> tls_of(const GatewayConfig& config)
{
    if (!config.tls) return std::optional<HttpTls>{};
    auto certificate = read_machine_file(config.tls->certificate);
    if (!certificate) return fail(certificate);
    auto key = read_machine_file(config.tls->key);
    if (!key) return fail(key);
    return HttpTls{std::move(*certificate), std::move(*key)};
}

HttpLimits limits_of(const GatewayConfig& config)
{
    HttpLimits limits;
    limits.connections = config.limits.connections;
    limits.connections_per_address = config.limits.connections_per_address;
    limits.streams = config.limits.streams;
    limits.is_exempt = [proxies = config.trusted_proxies](const Peer& peer) { return contains(proxies, peer.address); };
    return limits;
}

}  // namespace

Gateway::Gateway(EventLoop& loop, Log& log, PageFiles page, const std::filesystem::path& state)
    : loop_{loop},
      log_{log},
      page_{std::move(page)},
      pairings_{state, PairingFile::WhileLocked::fail},
      pairing_{pairings_, loop, log},
      worker_{loop},
      requester_{loop, watching(loop)},
      devices_{loop, log, coap_links(requester_, worker_)},
      fetches_{loop, cache_},
      observed_{loop, cache_},
      feed_{devices_, observed_},
      streams_{loop, devices_, feed_},
      traffic_{devices_},
      forwarder_{{loop, cache_, fetches_, observed_, streams_, traffic_}},
      routes_{{loop, log, devices_, streams_, forwarder_, pairing_, page_}, sources()},
      server_{std::make_unique<HttpServer>(loop, watching(loop), log, routes_)}
{
}

MetricsSources Gateway::sources()
{
    const auto http = [this] {
        const auto& figures = server_->figures();
        return HttpCounts{figures.connections, figures.requests,
                          figures.refused_connections + figures.refused_requests};
    };
    return {loop_,    devices_, feed_,      cache_, fetches_,        observed_,
            streams_, traffic_, forwarder_, http,   &process_figures};
}

Result<void> Gateway::apply(const GatewayConfig& config)
{
    auto tls = tls_of(config);
    if (!tls) return fail(tls);
    auto prepared = server_->prepare(config.listen, std::move(*tls));
    if (!prepared) return fail(prepared);
    routes_.apply(config, machine_name());
    devices_.apply(config);
    server_->commit(std::move(*prepared), limits_of(config));
    look_for_nodes(config);
    config_ = config;
    return {};
}

void Gateway::look_for_nodes(const GatewayConfig& config)
{
    if (config.resource_directory != config_.resource_directory) directory_.reset();
    if (config.resource_directory && !directory_) {
        directory_.emplace(loop_, log_, devices_, *config.resource_directory, coap_links(requester_, worker_));
    } else if (!config.resource_directory) {
        devices_.set_found(DeviceSource::directory, {});
    }
    if (config.discover && !multicast_) {
        multicast_.emplace(requester_, devices_);
    } else if (!config.discover) {
        multicast_.reset();
        devices_.set_found(DeviceSource::multicast, {});
    }
}

void Gateway::shut_down()
{
    server_.reset();
    directory_.reset();
    multicast_.reset();
    devices_.apply({});
}

std::string Gateway::status() const
{
    std::string text = "serving ";
    for (const auto& address : server_->addresses()) {
        if (text.back() != ' ') text += ", ";
        text += config_.tls ? "https://" : "http://";
        text += to_text(address) + '/';
    }
    return text + "; " + counted(devices_.named().size(), "node");
}

}  // namespace coapnode

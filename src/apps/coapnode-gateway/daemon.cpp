// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/daemon.hpp"

#include "coapnode/core/version.hpp"
#include "gateway/config/load.hpp"

#include <utility>

namespace coapnode {

GatewayDaemon::GatewayDaemon(GatewayOptions options, Log& log, PageFiles page)
    : options_{std::move(options)},
      life_{with_version("coapnode-gateway"), *this, log},
      gateway_{life_.loop(), life_.log(), std::move(page), options_.state}
{
}

int GatewayDaemon::run(const GatewayConfig& config)
{
    return life_.run(gateway_.apply(config), gateway_warnings(config, options_.config));
}

tl::expected<Mistakes, Refusal> GatewayDaemon::reload()
{
    const auto config = load_gateway_config(options_.config);
    if (!config) return tl::unexpected{refusal_of(config.error())};
    if (const auto applied = gateway_.apply(*config); !applied) return tl::unexpected{refusal_of(applied.error())};
    return gateway_warnings(*config, options_.config);
}

}  // namespace coapnode

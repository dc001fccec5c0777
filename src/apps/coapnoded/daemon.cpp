// SPDX-License-Identifier: MIT
#include "apps/coapnoded/daemon.hpp"

#include "apps/coapnoded/firmware_name.hpp"
#include "apps/coapnoded/loading.hpp"
#include "apps/coapnoded/weak_keys.hpp"

#include <utility>

namespace coapnode {

Daemon::Daemon(Options options, Log& log, HardwareFactory make_hardware)
    : options_{std::move(options)},
      life_{firmware_name(), *this, log},
      node_{life_.loop(), life_.log(), std::move(make_hardware)},
      remote_{options_, node_}
{
    node_.offer(remote_);
    served_ = node_.served().subscribe([this] { life_.tell_status(); });
    replaced_ = node_.replaced().subscribe([this] { life_.forget_refusal(); });
}

int Daemon::run(const Config& config)
{
    return life_.run(node_.apply(config), weak_keys(config, options_.config));
}

tl::expected<Mistakes, Refusal> Daemon::reload()
{
    const auto config = load_with(options_);
    if (!config) return tl::unexpected{refusal_of(config.error())};
    if (const auto applied = node_.apply(*config); !applied) return tl::unexpected{refusal_of(applied.error())};
    return weak_keys(*config, options_.config);
}

}  // namespace coapnode

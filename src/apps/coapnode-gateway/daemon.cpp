// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/daemon.hpp"

#include "apps/coapnode-gateway/exit_codes.hpp"
#include "apps/coapnode-gateway/version.hpp"
#include "gateway/config/load.hpp"
#include "service/notify.hpp"

#include <csignal>
#include <utility>

namespace coapnode {

GatewayDaemon::GatewayDaemon(GatewayOptions options, Log& log, PageFiles page)
    : options_{std::move(options)}, log_{loop_, log}, gateway_{loop_, log_, std::move(page)}
{
}

int GatewayDaemon::run(const GatewayConfig& config)
{
    signals_.push_back(loop_.on_signal(SIGHUP, [this] { reload(); }));
    for (const int number : {SIGTERM, SIGINT})
        signals_.push_back(loop_.on_signal(number, [this] { stop(); }));
    if (const auto applied = gateway_.apply(config); !applied) {
        log_.error(sentence(applied.error()));
        notify_status(sentence(applied.error()));
        return exit_failure;
    }
    loop_.start_watchdog();
    log_.info(gateway_version() + ": " + gateway_.status());
    warn(config);
    notify_ready(gateway_.status());
    return loop_.run();
}

void GatewayDaemon::reload()
{
    notify_reloading(loop_.now());
    const auto config = load_gateway_config(options_.config);
    if (!config) {
        LogLines lines;
        for (const auto& mistake : config.error())
            lines.push_back(to_string(mistake));
        const auto first = lines.front();
        refuse_reload(first, std::move(lines));
    } else if (const auto applied = gateway_.apply(*config); !applied) {
        const auto why = sentence(applied.error());
        refuse_reload(why, {why});
    } else {
        refused_.clear();
        log_.info("reload", "reloaded: " + gateway_.status());
        warn(*config);
    }
    notify_ready(status());
}

void GatewayDaemon::warn(const GatewayConfig& config)
{
    LogLines lines;
    for (const auto& warning : gateway_warnings(config, options_.config))
        lines.push_back(to_string(warning));
    if (!lines.empty()) log_.write_often("warnings", LogLevel::warning, lines);
}

void GatewayDaemon::refuse_reload(const std::string& status, LogLines why)
{
    refused_ = to_local_time_of_day(loop_.wall_now()) + ": " + status;
    why.emplace_back("not reloaded: the configuration in force stays");
    log_.write_often("reload", LogLevel::error, why);
}

std::string GatewayDaemon::status() const
{
    return gateway_.status() + (refused_.empty() ? "" : "; reload refused " + refused_);
}

void GatewayDaemon::stop()
{
    notify_stopping();
    gateway_.shut_down();
    log_.flush();
    log_.info("stopped");
    loop_.quit(exit_ok);
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/daemon.hpp"

#include "apps/coapnoded/exit_codes.hpp"
#include "apps/coapnoded/loading.hpp"
#include "apps/coapnoded/version.hpp"
#include "apps/coapnoded/weak_keys.hpp"
#include "service/notify.hpp"

#include <csignal>
#include <utility>

namespace coapnode {

Daemon::Daemon(Options options, Log& log, HardwareFactory make_hardware)
    : options_{std::move(options)},
      log_{loop_, log},
      node_{loop_, log_, std::move(make_hardware)},
      remote_{options_, node_}
{
    node_.offer(remote_);
    served_ = node_.served().subscribe([this] { notify_status(status()); });
    replaced_ = node_.replaced().subscribe([this] {
        refused_.clear();
        notify_status(status());
    });
}

int Daemon::run(const Config& config)
{
    watch_signals();
    if (const auto applied = node_.apply(config); !applied) {
        log_.error(sentence(applied.error()));
        notify_status(sentence(applied.error()));
        return exit_failure;
    }
    loop_.start_watchdog();
    log_.info(firmware_name() + ": " + node_.status());
    warn_of_weak_keys(config);
    notify_ready(node_.status());
    return loop_.run();
}

void Daemon::watch_signals()
{
    signals_.push_back(loop_.on_signal(SIGHUP, [this] { reload(); }));
    for (const int number : {SIGTERM, SIGINT})
        signals_.push_back(loop_.on_signal(number, [this] { stop(); }));
}

void Daemon::reload()
{
    notify_reloading(loop_.now());
    const auto config = load_with(options_);
    if (!config) {
        LogLines lines;
        for (const auto& mistake : config.error())
            lines.push_back(to_string(mistake));
        refuse_reload(in_one_line(config.error()), std::move(lines));
    } else if (const auto applied = node_.apply(*config); !applied) {
        const auto why = sentence(applied.error());
        refuse_reload(why, {why});
    } else {
        refused_.clear();
        log_.info("reload", "reloaded: " + node_.status());
        warn_of_weak_keys(*config);
    }
    notify_ready(status());
}

void Daemon::warn_of_weak_keys(const Config& config)
{
    LogLines lines;
    for (const auto& weak : weak_keys(config, options_.config))
        lines.push_back(to_string(weak));
    log_.write_often("weak keys", LogLevel::warning, lines);
}

void Daemon::refuse_reload(const std::string& status, LogLines why)
{
    refused_ = to_local_time_of_day(loop_.wall_now()) + ": " + status;
    why.emplace_back("not reloaded: the configuration in force stays");
    log_.write_often("reload", LogLevel::error, why);
}

std::string Daemon::status() const
{
    return node_.status() + (refused_.empty() ? "" : "; reload refused " + refused_);
}

void Daemon::stop()
{
    notify_stopping();
    node_.shut_down();
    log_.flush();
    log_.info("stopped");
    loop_.quit(exit_ok);
}

}  // namespace coapnode

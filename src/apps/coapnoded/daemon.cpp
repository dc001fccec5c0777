// SPDX-License-Identifier: MIT
#include "apps/coapnoded/daemon.hpp"

#include "apps/coapnoded/exit_codes.hpp"
#include "apps/coapnoded/loading.hpp"
#include "apps/coapnoded/version.hpp"
#include "loop/notify.hpp"

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
        tell_refused(std::move(lines));
    } else if (const auto applied = node_.apply(*config); !applied) {
        tell_refused({sentence(applied.error())});
    } else {
        log_.info("reload", "reloaded: " + node_.status());
    }
    notify_ready(node_.status());
}

void Daemon::tell_refused(LogLines why)
{
    why.emplace_back("not reloaded: the configuration in force stays");
    log_.write_often("reload", LogLevel::error, why);
}

void Daemon::stop()
{
    notify_stopping();
    node_.shut_down();
    log_.finish();
    log_.info("stopped");
    loop_.quit(exit_ok);
}

}  // namespace coapnode

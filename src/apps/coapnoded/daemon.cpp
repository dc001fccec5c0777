// SPDX-License-Identifier: MIT
#include "apps/coapnoded/daemon.hpp"

#include "apps/coapnoded/exit_codes.hpp"
#include "apps/coapnoded/version.hpp"
#include "loop/notify.hpp"

#include <unistd.h>
#include <array>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace coapnode {

namespace {

std::string host_name()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "coapnode";
}

/// The first of what systemd made for the service (systemd.exec(5), StateDirectory=), else its usual place.
std::filesystem::path state_directory()
{
    const char* const given = std::getenv("STATE_DIRECTORY");
    if (given == nullptr || *given == '\0') return "/var/lib/coapnode";
    const std::string_view folders{given};
    return folders.substr(0, folders.find(':'));
}

}  // namespace

tl::expected<Config, Mistakes> load_with(const Options& options)
{
    auto config = load_config(options.config, host_name());
    if (config && options.mock) config->hardware.backend = Backend::mock;
    if (config && config->state.empty()) config->state = state_directory();
    return config;
}

Daemon::Daemon(Options options, Log& log, HardwareFactory make_hardware)
    : options_{std::move(options)}, log_{log}, node_{loop_, log, std::move(make_hardware)}
{
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
        for (const auto& mistake : config.error())
            log_.error(to_string(mistake));
        log_.error("not reloaded: the configuration in force stays");
    } else if (const auto applied = node_.apply(*config); !applied) {
        log_.error(sentence(applied.error()));
        log_.error("not reloaded: the configuration in force stays");
    } else {
        log_.info("reloaded: " + node_.status());
    }
    notify_ready(node_.status());
}

void Daemon::stop()
{
    notify_stopping();
    node_.shut_down();
    log_.info("stopped");
    loop_.quit(exit_ok);
}

}  // namespace coapnode

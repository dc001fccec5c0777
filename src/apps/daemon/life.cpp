// SPDX-License-Identifier: MIT
#include "apps/daemon/life.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/mistakes.hpp"
#include "service/notify.hpp"

#include <csignal>
#include <utility>

namespace coapnode {

Refusal refusal_of(const Mistakes& mistakes)
{
    return {in_one_line(mistakes), lines_of(mistakes)};
}

Refusal refusal_of(const Error& error)
{
    const auto why = sentence(error);
    return {why, {why}};
}

DaemonLife::DaemonLife(std::string name, Served& served, Log& log)
    : name_{std::move(name)}, served_{served}, log_{loop_, log}
{
    signals_.push_back(loop_.on_signal(SIGHUP, [this] { reload(); }));
    for (const int number : {SIGTERM, SIGINT})
        signals_.push_back(loop_.on_signal(number, [this] { stop(); }));
}

int DaemonLife::run(const Result<void>& applied, const Mistakes& warnings)
{
    if (!applied) {
        log_.error(sentence(applied.error()));
        notify_status(sentence(applied.error()));
        return exit_failure;
    }
    loop_.start_watchdog();
    log_.info(name_ + ": " + served_.status());
    warn(warnings);
    notify_ready(served_.status());
    return loop_.run();
}

void DaemonLife::tell_status()
{
    notify_status(status());
}

void DaemonLife::forget_refusal()
{
    refused_.clear();
    tell_status();
}

void DaemonLife::reload()
{
    notify_reloading(loop_.now());
    auto reloaded = served_.reload();
    if (!reloaded) {
        refuse(std::move(reloaded.error()));
    } else {
        refused_.clear();
        log_.info("reload", "reloaded: " + served_.status());
        warn(*reloaded);
    }
    notify_ready(status());
}

void DaemonLife::warn(const Mistakes& warnings)
{
    log_.write_often("warnings", LogLevel::warning, lines_of(warnings));
}

void DaemonLife::refuse(Refusal refusal)
{
    refused_ = to_local_time_of_day(loop_.wall_now()) + ": " + refusal.status;
    refusal.lines.emplace_back("not reloaded: the configuration in use stays");
    log_.write_often("reload", LogLevel::error, refusal.lines);
}

std::string DaemonLife::status() const
{
    return served_.status() + (refused_.empty() ? "" : "; reload refused " + refused_);
}

void DaemonLife::stop()
{
    notify_stopping();
    served_.shut_down();
    log_.flush();
    log_.info("stopped");
    loop_.quit(exit_ok);
}

}  // namespace coapnode

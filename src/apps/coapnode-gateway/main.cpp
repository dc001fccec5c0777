// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/daemon.hpp"
#include "apps/coapnode-gateway/exit_codes.hpp"
#include "apps/coapnode-gateway/init.hpp"
#include "apps/coapnode-gateway/machine.hpp"
#include "apps/coapnode-gateway/options.hpp"
#include "coap/wire/library.hpp"
#include "gateway/config/load.hpp"
#include "service/notify.hpp"

#include <csignal>
#include <exception>
#include <iostream>

namespace coapnode {

namespace {

int check(const GatewayOptions& options)
{
    const auto config = load_gateway_config(options.config);
    if (!options.quiet && !config) {
        for (const auto& mistake : config.error())
            std::cout << to_string(mistake) << '\n';
        notify_status("bad configuration: " + to_string(config.error().front()));
    }
    if (!options.quiet && config) {
        for (const auto& warning : gateway_warnings(*config, options.config))
            std::cout << "warning: " << to_string(warning) << '\n';
    }
    return config ? exit_ok : exit_failure;
}

int serve(const GatewayOptions& options, Log& log)
{
    const auto config = load_gateway_config(options.config);
    if (!config) {
        for (const auto& mistake : config.error())
            log.error(to_string(mistake));
        return exit_configuration;
    }
    auto page = PageFiles::load(options.page);
    if (!page) {
        log.error(sentence(page.error()));
        return exit_failure;
    }
    allow_many_descriptors();
    const CoapLibrary library{options.log_level};
    GatewayDaemon daemon{options, log, std::move(*page)};
    return daemon.run(*config);
}

int run(const GatewayOptions& options, Log& log)
{
    switch (options.task) {
    case GatewayTask::check:
        return check(options);
    case GatewayTask::init:
        return init_tokens(std::cout, options.config);
    case GatewayTask::serve:
        return serve(options, log);
    }
    return exit_usage;
}

}  // namespace

}  // namespace coapnode

int main(int argc, char** argv)
{
    using namespace coapnode;
    const auto parsed = parse_gateway_options(argc, argv);
    if (const auto* const code = std::get_if<int>(&parsed)) return *code;
    const auto& options = std::get<GatewayOptions>(parsed);
    std::signal(SIGPIPE, SIG_IGN);  // a log that nobody reads any more is no reason to end
    StderrLog log{options.log_level, stderr_is_journal()};
    try {
        return run(options, log);
    } catch (const std::exception& failure) {
        log.error(failure.what());
        return exit_failure;
    }
}

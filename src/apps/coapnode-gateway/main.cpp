// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/daemon.hpp"
#include "apps/coapnode-gateway/init.hpp"
#include "apps/coapnode-gateway/machine.hpp"
#include "apps/coapnode-gateway/options.hpp"
#include "apps/coapnode-gateway/pairing_commands.hpp"
#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/mistakes.hpp"
#include "apps/daemon/start.hpp"
#include "coap/wire/library.hpp"
#include "coapnode/core/standard_streams.hpp"
#include "gateway/config/load.hpp"
#include "show/terminal.hpp"

#include <unistd.h>

#include <ostream>

namespace coapnode {

namespace {

int check(const GatewayOptions& options, std::ostream& out)
{
    const auto config = load_gateway_config(options.config);
    if (options.quiet) return config ? exit_ok : exit_failure;
    if (!config) {
        notify_bad_configuration(config.error());
        print_mistakes(out, config.error());
        return exit_failure;
    }
    print_warnings(out, gateway_warnings(*config, options.config));
    return exit_ok;
}

int serve(const GatewayOptions& options, Log& log)
{
    const auto config = load_gateway_config(options.config);
    if (!config) return refuse_to_serve(log, config.error());
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

int carry_out(const GatewayOptions& options, Log& log, std::ostream& out)
{
    switch (options.task) {
    case GatewayTask::check:
        return check(options, out);
    case GatewayTask::init:
        return init_tokens(out, options.config);
    case GatewayTask::pair:
        return pair_device(options, out, terminal_style(STDOUT_FILENO));
    case GatewayTask::unpair:
        return unpair_device(options, out);
    case GatewayTask::list_paired:
        return list_paired(options, out, terminal_style(STDOUT_FILENO));
    case GatewayTask::serve:
        return serve(options, log);
    }
    return exit_usage;
}

int run(const GatewayOptions& options, Log& log)
{
    return run_with_stdout("coapnode-gateway", [&](std::ostream& out) { return carry_out(options, log, out); });
}

}  // namespace

}  // namespace coapnode

int main(int argc, char** argv)
{
    using namespace coapnode;
    occupy_closed_streams();
    const auto parsed = parse_gateway_options(argc, argv);
    if (const auto* const code = std::get_if<int>(&parsed)) return *code;
    const auto& options = std::get<GatewayOptions>(parsed);
    return run_with_log(options.log_level, [&](Log& log) { return run(options, log); });
}

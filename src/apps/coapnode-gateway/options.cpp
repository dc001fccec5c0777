// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/options.hpp"

#include "apps/coapnode-gateway/installed.hpp"
#include "apps/daemon/command_line.hpp"
#include "coapnode/core/version.hpp"

namespace coapnode {

namespace {

constexpr auto description =
    "Serves CoAP nodes to HTTP clients: REST, live events, metrics and a page.\n"
    "Configured in /etc/coapnode/gateway.yaml; SIGHUP reads it again.";

void define_tasks(CLI::App& command, GatewayOptions& options)
{
    TaskOptions tasks{command, options.task, "--check and --init"};
    auto* const check = tasks.check();
    tasks.flag("--init", GatewayTask::init, "Make the token files that the configuration names and that do not exist");
    tasks.quiet(options.quiet, check);
}

}  // namespace

std::variant<GatewayOptions, int> parse_gateway_options(int argc, const char* const* argv)
{
    GatewayOptions options;
    CLI::App command{description, "coapnode-gateway"};
    define_config(command, options.config);
    command.add_option("--page", options.page, "Folder of the page's files")
        ->type_name("DIR")
        ->default_str(installed_page);
    define_log_level(command, options.log_level);
    define_tasks(command, options);
    command.set_version_flag("--version", with_version("coapnode-gateway"));
    if (const auto code = parse(command, argc, argv)) return *code;
    if (options.page.empty()) options.page = installed_page;
    return options;
}

}  // namespace coapnode

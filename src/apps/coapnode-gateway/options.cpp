// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/options.hpp"

#include "apps/coapnode-gateway/exit_codes.hpp"
#include "apps/coapnode-gateway/version.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace coapnode {

namespace {

constexpr auto description =
    "Serves CoAP nodes to HTTP clients: REST, live events, metrics and a page.\n"
    "Configured in /etc/coapnode/gateway.yaml; SIGHUP reads it again.";

void choose(GatewayTask task, GatewayOptions& options)
{
    if (options.task != GatewayTask::serve) throw CLI::ValidationError{"only one of --check and --init can be given"};
    options.task = task;
}

void define(CLI::App& command, GatewayOptions& options)
{
    command.add_option("--config", options.config, "Configuration file")->capture_default_str()->type_name("FILE");
    command.add_option("--page", options.page, "Folder of the page's files")
        ->type_name("DIR")
        ->default_str(installed_page);
    command
        .add_option_function<std::string>(
            "--log-level",
            [&options](const std::string& name) {
                const auto level = log_level_named(name);
                if (!level) throw CLI::ValidationError{"--log-level", name + " is not error, warning, info or debug"};
                options.log_level = *level;
            },
            "error, warning, info or debug")
        ->type_name("LEVEL")
        ->default_str("info");
    auto* const check = command.add_flag_callback(
        "--check", [&options] { choose(GatewayTask::check, options); },
        "Read the configuration and print every mistake as FILE:LINE:COL: message");
    auto* const init = command.add_flag_callback(
        "--init", [&options] { choose(GatewayTask::init, options); },
        "Make the token files that the configuration names and that do not exist");
    auto* const quiet =
        command.add_flag("--quiet", options.quiet, "With --check: print nothing, the exit code is the result")
            ->needs(check);
    for (auto* const task : {check, init, quiet})
        task->group("Instead of serving");
    command.set_version_flag("--version", gateway_version());
}

}  // namespace

std::variant<GatewayOptions, int> parse_gateway_options(int argc, const char* const* argv)
{
    GatewayOptions options;
    CLI::App command{description, "coapnode-gateway"};
    define(command, options);
    try {
        command.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return command.exit(asked);
    } catch (const CLI::ParseError& mistake) {
        std::cerr << "coapnode-gateway: " << mistake.what() << "\nTry 'coapnode-gateway --help'.\n";
        return exit_usage;
    }
    if (options.page.empty()) options.page = installed_page;
    return options;
}

}  // namespace coapnode

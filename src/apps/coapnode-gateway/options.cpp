// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/options.hpp"

#include "apps/coapnode-gateway/installed.hpp"
#include "apps/daemon/command_line.hpp"
#include "apps/daemon/machine.hpp"
#include "coapnode/core/role.hpp"
#include "coapnode/core/version.hpp"
#include "gateway/config/keys.hpp"
#include "yaml/reader.hpp"

#include <string>

namespace coapnode {

namespace {

constexpr auto description =
    "Serves CoAP nodes to HTTP clients: REST, live events, metrics and a page.\n"
    "Configured in /etc/coapnode/gateway.yaml; SIGHUP reads it again.";

constexpr auto usual_state_directory = "/var/lib/coapnode-gateway";

std::string mistake_in_device(const std::string& name)
{
    const auto text = printable_text(max_token_name_size);
    return text.read(name) ? "" : "the name of a device is " + text.expected;
}

void define_role(CLI::App& command, Role& role, CLI::Option* pair)
{
    const auto take = [&role](const std::string& name) {
        const auto named = role_named(name);
        if (!named || named == Role::none)
            throw CLI::ValidationError{"--role", name + " is not read, control or admin"};
        role = *named;
    };
    command.add_option_function<std::string>("--role", take, "With --pair: read, control or admin")
        ->type_name("ROLE")
        ->default_str("control")
        ->needs(pair)
        ->group("Devices");
}

void define_pairing(CLI::App& command, TaskOptions<GatewayTask>& tasks, GatewayOptions& options)
{
    const auto of_device = [&](const char* name, GatewayTask task, const char* sentence) {
        return tasks.with_word(name, task, options.device, "NAME", sentence)
            ->expected(1)
            ->check(mistake_in_device)
            ->group("Devices");
    };
    auto* const pair = of_device("--pair", GatewayTask::pair, "Print a QR code that gives a device a token");
    define_role(command, options.role, pair);
    command.add_option("--url", options.url, "With --pair: the page's address, as the device opens it")
        ->type_name("URL")
        ->needs(pair)
        ->group("Devices");
    of_device("--unpair", GatewayTask::unpair, "Revoke the token of a device");
    tasks.flag("--paired", GatewayTask::list_paired, "List the paired devices")->group("Devices");
}

void define_tasks(CLI::App& command, GatewayOptions& options)
{
    TaskOptions tasks{command, options.task, "--check, --init, --pair, --unpair and --paired"};
    auto* const check = tasks.check();
    tasks.flag("--init", GatewayTask::init,
               "Create the token files that the configuration names but that do not exist");
    tasks.quiet(options.quiet, check);
    define_pairing(command, tasks, options);
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
    command.add_option("--state", options.state, "Folder of the paired devices")
        ->type_name("DIR")
        ->default_str(state_directory(usual_state_directory).string());
    define_log_level(command, options.log_level);
    define_tasks(command, options);
    command.set_version_flag("--version", with_version("coapnode-gateway"));
    if (const auto code = parse(command, argc, argv)) return *code;
    if (options.page.empty()) options.page = installed_page;
    if (options.state.empty()) options.state = state_directory(usual_state_directory);
    return options;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/options.hpp"

#include "apps/coapnoded/firmware_name.hpp"
#include "apps/daemon/command_line.hpp"

namespace coapnode {

namespace {

constexpr auto description =
    "Serves a Raspberry Pi's I2C sensors and LEDs to CoAP clients, with DTLS-PSK.\n"
    "Configured in /etc/coapnode/coapnode.yaml; SIGHUP reads it again.";

std::string mistake_in_bus(const std::string& bus)
{
    return bus.starts_with('/') ? "" : "expected a path such as /dev/i2c-1, not '" + bus + '\'';
}

void define_tasks(CLI::App& command, Options& options)
{
    TaskOptions tasks{command, options.task, "--check, --init, --probe and --list-drivers"};
    auto* const check = tasks.check();
    tasks.flag("--init", Task::init, "Create the key files that the configuration names but that do not exist");
    tasks
        .with_word("--probe", Task::probe, options.probe_bus, "[BUS]",
                   "Print which chips answer on the bus (default: all buses), as YAML to paste")
        ->check(mistake_in_bus, "");
    tasks.flag("--list-drivers", Task::list_drivers, "Print the drivers, their chips and addresses");
    tasks.quiet(options.quiet, check);
}

}  // namespace

std::variant<Options, int> parse_options(int argc, const char* const* argv)
{
    Options options;
    CLI::App command{description, "coapnoded"};
    define_config(command, options.config);
    command.add_flag("--mock", options.mock, "Run the same configuration on mock hardware");
    define_log_level(command, options.log_level);
    define_tasks(command, options);
    command.set_version_flag("--version", firmware_name());
    if (const auto code = parse(command, argc, argv)) return *code;
    return options;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/options.hpp"

#include "apps/coapnoded/exit_codes.hpp"
#include "apps/coapnoded/version.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace coapnode {

namespace {

constexpr auto description =
    "Serves a Raspberry Pi's I2C sensors and LEDs to CoAP clients, with DTLS-PSK.\n"
    "Configured in /etc/coapnode/coapnode.yaml; SIGHUP reads it again.";

void define(CLI::App& command, Options& options)
{
    command.add_option("--config", options.config, "Configuration file")->capture_default_str()->type_name("FILE");
    command.add_flag("--mock", options.mock, "Run the same configuration on mock hardware");
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

    auto* const tasks = command.add_option_group("Instead of serving");
    tasks->add_flag_callback(
        "--check", [&options] { options.task = Task::check; },
        "Read the configuration and print every mistake as FILE:LINE:COL: message");
    tasks->add_flag_callback(
        "--init", [&options] { options.task = Task::init; },
        "Make the key files that the configuration names and that are missing");
    tasks
        ->add_option_function<std::string>(
            "--probe",
            [&options](const std::string& bus) {
                options.task = Task::probe;
                options.probe_bus = bus;
            },
            "Print which chips answer on the bus (default: all buses), as YAML to paste")
        ->expected(0, 1)
        ->type_name("[BUS]");
    tasks->add_flag_callback(
        "--list-drivers", [&options] { options.task = Task::list_drivers; },
        "Print the drivers, their chips and addresses");
    tasks->require_option(0, 1);
    command.set_version_flag("--version", firmware_name());
}

}  // namespace

std::variant<Options, int> parse_options(int argc, const char* const* argv)
{
    Options options;
    CLI::App command{description, "coapnoded"};
    define(command, options);
    try {
        command.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return command.exit(asked);
    } catch (const CLI::ParseError& mistake) {
        std::cerr << "coapnoded: " << mistake.what() << "\nTry 'coapnoded --help'.\n";
        return exit_usage;
    }
    return options;
}

}  // namespace coapnode

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

void choose(Task task, Options& options)
{
    if (options.task != Task::serve) {
        throw CLI::ValidationError{"only one of --check, --init, --probe and --list-drivers can be given"};
    }
    options.task = task;
}

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

    auto* const check = command.add_flag_callback(
        "--check", [&options] { choose(Task::check, options); },
        "Read the configuration and print every mistake as FILE:LINE:COL: message");
    auto* const init = command.add_flag_callback(
        "--init", [&options] { choose(Task::init, options); },
        "Make the key files that the configuration names and that do not exist");
    auto* const probe = command
                            .add_option_function<std::string>(
                                "--probe",
                                [&options](const std::string& bus) {
                                    choose(Task::probe, options);
                                    options.probe_bus = bus;
                                },
                                "Print which chips answer on the bus (default: all buses), as YAML to paste")
                            ->expected(0, 1)
                            ->type_name("[BUS]");
    auto* const list = command.add_flag_callback(
        "--list-drivers", [&options] { choose(Task::list_drivers, options); },
        "Print the drivers, their chips and addresses");
    auto* const quiet =
        command.add_flag("--quiet", options.quiet, "With --check: print nothing, the exit code is the result")
            ->needs(check);
    for (auto* const task : {check, init, probe, list, quiet})
        task->group("Instead of serving");
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

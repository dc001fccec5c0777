// SPDX-License-Identifier: MIT
#include "apps/daemon/command_line.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/start.hpp"

#include <iostream>

namespace coapnode {

void define_config(CLI::App& command, std::filesystem::path& config)
{
    const auto mistake_in = [](const std::string& name) {
        return name.empty() ? "expected a file name, but it is empty" : "";
    };
    command.add_option("--config", config, "Configuration file")
        ->capture_default_str()
        ->type_name("FILE")
        ->check(mistake_in, "");
}

void define_log_level(CLI::App& command, LogLevel& level)
{
    const auto take = [&level](const std::string& name) {
        const auto named = log_level_named(name);
        if (!named) throw CLI::ValidationError{"--log-level", name + " is not error, warning, info or debug"};
        level = *named;
    };
    command.add_option_function<std::string>("--log-level", take, "error, warning, info or debug")
        ->type_name("LEVEL")
        ->default_str("info");
}

std::optional<int> parse(CLI::App& command, int argc, const char* const* argv)
{
    try {
        command.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return run_with_stdout(command.get_name(),
                               [&](std::ostream& out) { return command.exit(asked, out, std::cerr); });
    } catch (const CLI::ParseError& mistake) {
        const auto& name = command.get_name();
        std::cerr << name << ": " << mistake.what() << "\nTry '" << name << " --help'.\n";
        return exit_usage;
    }
    return std::nullopt;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/daemon/command_line.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/start.hpp"

#include <iostream>

namespace coapnode {

namespace {

/// `word` is empty, or an option with its value after an equals sign: CLI11 takes an empty value for none, and a flag
/// with a value for one without.
void check_word(const CLI::App& command, const std::string& before, const std::string& word)
{
    const auto name = word.empty() ? before : word.substr(0, word.find('='));
    const auto* const option = name.starts_with("--") ? command.get_option_no_throw(name) : nullptr;
    const bool takes_value = option != nullptr && option->get_items_expected_max() > 0;
    const bool is_empty = word.empty() || word.ends_with('=');
    if (takes_value && is_empty)
        throw CLI::ValidationError{name, "its value is empty: write " + option->get_type_name() + " after it"};
    if (word.empty()) throw CLI::ValidationError{"one of the arguments is empty: leave it out"};
    if (option != nullptr && !takes_value) throw CLI::ValidationError{name + " takes no value"};
}

void check_words(const CLI::App& command, int argc, const char* const* argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word.empty() || word.find('=') != std::string::npos) check_word(command, argv[i - 1], word);
    }
}

}  // namespace

void define_config(CLI::App& command, std::filesystem::path& config)
{
    command.add_option("--config", config, "Configuration file")->capture_default_str()->type_name("FILE");
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
        check_words(command, argc, argv);
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

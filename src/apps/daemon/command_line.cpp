// SPDX-License-Identifier: MIT
#include "apps/daemon/command_line.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/start.hpp"
#include "yaml/complaint.hpp"
#include "yaml/nearest.hpp"

#include <iostream>
#include <string_view>
#include <vector>

namespace coapnode {

namespace {

CLI::ValidationError empty_value(const CLI::Option& option, const std::string& name)
{
    return CLI::ValidationError{name, "its value is empty: write " + option.get_type_name() + " after it"};
}

/// Of "--config" or "--config=FILE"; nullptr if there is none.
const CLI::Option* option_in(const CLI::App& command, const std::string& word)
{
    return word.starts_with("--") ? command.get_option_no_throw(word.substr(0, word.find('='))) : nullptr;
}

bool takes_value(const CLI::Option* option)
{
    return option != nullptr && option->get_items_expected_max() > 0;
}

CLI::ValidationError no_option(const CLI::App& command, const std::string& name)
{
    std::vector<std::string> names;
    for (const auto* const option : command.get_options())
        for (const auto& one : option->get_lnames())
            names.push_back("--" + one);
    return CLI::ValidationError{"there is no option " + in_quotes(name) +
                                did_you_mean(name, {names.begin(), names.end()})};
}

/// CLI11 takes an empty value for none, and a flag with a value for one without.
void check_option(const CLI::App& command, const std::string& word)
{
    const auto name = word.substr(0, word.find('='));
    const auto* const option = option_in(command, word);
    if (option == nullptr) throw no_option(command, name);
    if (name.size() == word.size()) return;
    if (!takes_value(option)) throw CLI::ValidationError{name + " takes no value"};
    if (word.ends_with('=')) throw empty_value(*option, name);
}

/// The word behind `before`.
void check_other(const CLI::App& command, const std::string& before, const std::string& word)
{
    const auto* const option = option_in(command, before);
    if (takes_value(option) && word.empty()) throw empty_value(*option, before);
    if (word.empty()) throw CLI::ValidationError{"one of the arguments is empty: leave it out"};
    const bool is_file = word.ends_with(".yaml") || word.ends_with(".yml");
    if (is_file && !takes_value(option)) throw CLI::ValidationError{"write --config before " + word};
}

void check_words(const CLI::App& command, int argc, const char* const* argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word.starts_with("--") && word.size() > 2) {
            check_option(command, argv[i]);
        } else if (!word.starts_with('-')) {
            check_other(command, argv[i - 1], argv[i]);
        }
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

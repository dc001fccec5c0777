// SPDX-License-Identifier: MIT
#include "apps/coapnode/arguments.hpp"

#include "apps/coapnode/combinations.hpp"
#include "apps/coapnode/commands.hpp"
#include "apps/coapnode/exit_codes.hpp"
#include "apps/coapnode/options.hpp"
#include "apps/coapnode/unknown_word.hpp"
#include "coapnode/core/version.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace coapnode {

namespace {

using Words = std::vector<std::string>;

int bad_usage(const std::string& sentence, std::string_view command = {})
{
    std::cerr << "coapnode: " << sentence << "\nTry 'coapnode " << command << (command.empty() ? "" : " ")
              << "--help'.\n";
    return exit_usage;
}

int print(const std::string& text)
{
    std::cout << text << std::flush;
    return std::cout ? exit_ok : exit_failure;
}

/// CLI11 takes the next word as the value of "--if-match=".
Words with_empty_values(const Words& words)
{
    Words all;
    for (const auto& word : words) {
        const bool is_empty = word.starts_with("--") && word.find('=') == word.size() - 1;
        all.push_back(is_empty ? word.substr(0, word.size() - 1) : word);
        if (is_empty) all.emplace_back();
    }
    return all;
}

/// The first word that is no option and no option's value.
Words::const_iterator command_in(const Words& words)
{
    for (auto word = words.begin(); word != words.end(); ++word) {
        const bool may_be_value = word != words.begin() && std::prev(word)->starts_with('-');
        if (word->starts_with('-') || (may_be_value && command_named(*word) == nullptr)) continue;
        return word;
    }
    return words.end();
}

void apply_query(Arguments& arguments)
{
    for (auto& uri : arguments.uris)
        uri.query.insert(uri.query.end(), arguments.query.begin(), arguments.query.end());
}

void describe(CLI::App& app, const CommandRow& row)
{
    app.description(std::string{row.sentence});
    app.footer(std::string{row.notes} + "Examples:\n" + std::string{row.examples});
    app.get_formatter()->column_width(32);
    app.get_formatter()->label("REQUIRED", "");
    app.allow_extras();  // they get sentences of ours
}

std::variant<Arguments, int> parse_command(const CommandRow& row, Words words)
{
    Arguments arguments;
    arguments.command = row.command;
    CLI::App app{"", "coapnode " + std::string{row.name}};
    describe(app, row);
    add_options(app, arguments);
    if (const auto sentence = unknown_option(app, row, words); !sentence.empty()) return bad_usage(sentence, row.name);
    words = with_empty_values(words);
    try {
        std::reverse(words.begin(), words.end());  // as CLI11 wants a vector
        app.parse(std::move(words));
    } catch (const CLI::Success&) {
        return print(app.help());
    } catch (const CLI::RequiredError&) {
        return bad_usage("write it as: coapnode " + std::string{row.name} + ' ' + std::string{row.synopsis}, row.name);
    } catch (const CLI::ParseError& mistake) {
        return bad_usage(mistake.what(), row.name);
    }
    auto extra = app.remaining();
    std::erase(extra, "--");
    if (!extra.empty()) return bad_usage(unexpected_word(row, extra), row.name);
    if (const auto good = check_combinations(arguments); !good) return bad_usage(good.error().message, row.name);
    apply_query(arguments);
    return arguments;
}

/// --list-hosts is for the completion of shells, and in no help.
std::variant<Arguments, int> without_command(const Words& words)
{
    const auto has = [&](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (has("--help") || has("-h")) return print(program_help());
    if (has("--version")) return print(with_version("coapnode") + '\n');
    if (!has("--list-hosts")) return bad_usage("write a command: " + command_names());
    Arguments arguments;
    arguments.command = Command::list_hosts;
    return arguments;
}

}  // namespace

bool Arguments::is_secure() const
{
    if (command == Command::doctor || (directory && directory->is_secure)) return true;
    return std::any_of(uris.begin(), uris.end(), [](const CoapUri& uri) { return uri.is_secure; });
}

std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv)
{
    Words words{argv + std::min(1, argc), argv + argc};
    const auto word = command_in(words);
    if (word == words.end()) return without_command(words);
    const auto* const row = command_named(*word);
    if (row == nullptr) return bad_usage(unknown_command(*word));
    words.erase(word);
    return parse_command(*row, std::move(words));
}

}  // namespace coapnode

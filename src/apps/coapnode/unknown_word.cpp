// SPDX-License-Identifier: MIT
#include "apps/coapnode/unknown_word.hpp"

#include "apps/coapnode/options.hpp"
#include "yaml/complaint.hpp"
#include "yaml/form.hpp"
#include "yaml/nearest.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace coapnode {

namespace {

using Words = std::vector<std::string>;

std::vector<std::string_view> names_of_commands()
{
    std::vector<std::string_view> names;
    for (const auto& row : all_commands())
        names.push_back(row.name);
    return names;
}

bool is_known_elsewhere(const std::string& option)
{
    const auto rows = all_commands();
    return std::any_of(rows.begin(), rows.end(), [&](const CommandRow& row) {
        const auto options = long_options(row.command);
        return std::find(options.begin(), options.end(), option) != options.end();
    });
}

std::string no_option(const CommandRow& row, const std::string& option)
{
    const auto command = std::string{row.name};
    if (is_known_elsewhere(option)) return command + " takes no " + option;
    const auto own = long_options(row.command);
    return command + " has no option " + in_quotes(option) + did_you_mean(option, {own.begin(), own.end()});
}

/// "--accept" of "--accept=json"; empty for what is no option, and for several short ones in one word.
std::string option_of(const std::string& word)
{
    const auto name = word.substr(0, word.find('='));
    const bool is_long = name.starts_with("--") && name.size() > 2;
    const bool is_short = word.starts_with('-') && word.size() == 2 && word != "--";
    return is_long || is_short ? name : std::string{};
}

}  // namespace

std::string command_names()
{
    return alternatives(names_of_commands());
}

std::string unknown_command(std::string_view word)
{
    return "there is no command " + in_quotes(word) + did_you_mean(word, names_of_commands()) + " (" + command_names() +
           ')';
}

std::string unknown_option(const CLI::App& app, const CommandRow& row, const Words& words)
{
    bool is_value = false;
    for (const auto& word : words) {
        if (word == "--") return {};
        const auto name = is_value ? std::string{} : option_of(word);
        const auto* const option = name.empty() ? nullptr : app.get_option_no_throw(name);
        if (!name.empty() && option == nullptr) return unexpected_word(row, {name});
        is_value = option != nullptr && option->get_items_expected_min() > 0 && word == name;
    }
    return {};
}

std::string unexpected_word(const CommandRow& row, const Words& extra)
{
    const auto name = std::string{row.name};
    const auto& word = extra.front();
    const bool takes_payload = row.command == Command::put || row.command == Command::post;
    if (word.starts_with('-') && word.size() > 1) {
        return no_option(row, word) + (takes_payload ? "; write -- before a payload that begins with -" : "");
    }
    const auto* const taken = takes_payload ? " takes one URI and one payload: " : " takes one URI and no payload: ";
    return name + taken + in_quotes(word) + " is too much";
}

}  // namespace coapnode

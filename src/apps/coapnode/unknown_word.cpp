// SPDX-License-Identifier: MIT
#include "apps/coapnode/unknown_word.hpp"

#include "apps/coapnode/options.hpp"
#include "yaml/complaint.hpp"
#include "yaml/form.hpp"
#include "yaml/nearest.hpp"

#include <algorithm>

namespace coapnode {

namespace {

std::vector<std::string_view> names_of_commands()
{
    std::vector<std::string_view> names;
    for (const auto& row : all_commands())
        names.push_back(row.name);
    return names;
}

bool is_known_elsewhere(std::string_view option)
{
    const auto rows = all_options();
    return std::any_of(rows.begin(), rows.end(), [=](const OptionRow& row) { return row.is_called(option); });
}

bool is_unknown_option(std::string_view word)
{
    const bool is_short = word.size() == 2 && word.front() == '-' && word != "--";
    const bool is_long = word.size() > 2 && word.starts_with("--");
    return (is_short || is_long) && !is_known_elsewhere(word.substr(0, word.find('=')));
}

std::string no_option(const CommandRow& row, const std::string& option)
{
    const auto command = std::string{row.name};
    if (is_known_elsewhere(option)) return command + " does not accept " + option;
    const auto own = long_options(row.command);
    return command + " has no option " + in_quotes(option) + did_you_mean(option, {own.begin(), own.end()});
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

std::string missing_command(const std::vector<std::string>& words)
{
    const auto word = std::find_if(words.begin(), words.end(), is_unknown_option);
    if (word == words.end()) return "the command is missing: write " + command_names();
    return "there is no option " + in_quotes(*word) + did_you_mean(*word, {"--help", "--version"});
}

std::string unexpected_word(const CommandRow& row, const std::string& word)
{
    if (word.starts_with('-') && word.size() > 1)
        return no_option(row, word) + (row.takes_payload() ? "; write -- before a payload that begins with -" : "");
    const auto* const taken =
        row.takes_payload() ? " takes one URI and one payload: " : " takes one URI and no payload: ";
    return std::string{row.name} + taken + in_quotes(word) + " is one word too many";
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnode/arguments.hpp"

#include "apps/coapnode/combinations.hpp"
#include "apps/coapnode/commands.hpp"
#include "apps/coapnode/exit_codes.hpp"
#include "apps/coapnode/help.hpp"
#include "apps/coapnode/sorted_words.hpp"
#include "apps/coapnode/unknown_word.hpp"
#include "coapnode/core/ip_address.hpp"
#include "coapnode/core/version.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Words = std::vector<std::string>;

Ending bad_usage(const std::string& sentence, std::string_view command = {})
{
    const auto name = command.empty() ? std::string{} : std::string{command} + ' ';
    return {exit_usage, {}, "coapnode: " + sentence + "\nTry 'coapnode " + name + "--help'.\n"};
}

/// The first word that is neither an option nor an option's value.
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

/// What was meant for put: a host cannot begin so.
bool is_payload(const std::string& text)
{
    return text == "-" || text.starts_with('@') || text.starts_with('{');
}

Result<CoapUri> parse_target(const std::string& word)
{
    auto uri = parse_coap_uri(word);
    const auto address = uri ? parse_address(uri->host) : std::nullopt;
    if (address && is_multicast(*address)) {
        return fail(Errc::bad_uri, uri->host + " is a group of nodes: write the address of one (coapnode discover)");
    }
    if (!address || !is_link_local(*address) || !uri->zone.empty()) return uri;
    return fail(Errc::bad_uri, "a link-local address needs its interface after it: write [" + uri->host + "%eth0]");
}

Result<void> take_uri(const CommandRow& row, Arguments& arguments, const std::string& word)
{
    if (is_payload(word)) return fail(Errc::bad_uri, std::string{row.name} + " sends no payload: use put or post");
    return parse_target(word).map([&](CoapUri uri) { arguments.uris.push_back(std::move(uri)); });
}

Result<void> take_other(const CommandRow& row, Arguments& arguments, const std::string& word)
{
    if (arguments.uris.empty() || row.command == Command::observe) return take_uri(row, arguments, word);
    if (!row.takes_payload() || arguments.payload) return fail(Errc::bad_value, unexpected_word(row, word));
    if (word == "@") return fail(Errc::bad_value, "the name of the file is missing after @");
    arguments.payload = word;
    return {};
}

Result<void> take_option(Arguments& arguments, const GivenOption& option)
{
    auto taken = option.row->take(arguments, option.value);
    if (taken) return taken;
    return fail(taken.error().code, std::string{option.row->name()} + ": " + taken.error().message);
}

Result<Arguments> arguments_of(const CommandRow& row, const SortedWords& words)
{
    Arguments arguments;
    arguments.command = row.command;
    for (const auto& word : words.others)
        if (auto taken = take_other(row, arguments, word); !taken) return fail(taken);
    for (const auto& option : words.options)
        if (auto taken = take_option(arguments, option); !taken) return fail(taken);
    const bool needs_uri = row.command != Command::discover;
    if (needs_uri && arguments.uris.empty()) {
        const auto usage = std::string{row.name} + ' ' + std::string{row.synopsis};
        return fail(Errc::bad_value, "write it as: coapnode " + usage);
    }
    if (auto good = check_combinations(arguments); !good) return fail(good);
    apply_query(arguments);
    return arguments;
}

std::variant<Arguments, Ending> parse_command(const CommandRow& row, const Words& words)
{
    const auto sorted = sort_words(row, words);
    if (!sorted) return bad_usage(sorted.error().message, row.name);
    if (sorted->asks_for_help) return Ending{exit_ok, command_help(row)};
    auto arguments = arguments_of(row, *sorted);
    if (!arguments) return bad_usage(arguments.error().message, row.name);
    return std::move(*arguments);
}

/// --list-hosts is for the completion of shells, and in no help.
std::variant<Arguments, Ending> without_command(const Words& words)
{
    const auto has = [&](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (has("--help") || has("-h")) return Ending{exit_ok, program_help()};
    if (has("--version")) return Ending{exit_ok, with_version("coapnode") + '\n'};
    if (!has("--list-hosts")) return bad_usage(missing_command(words));
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

std::variant<Arguments, Ending> parse_arguments(int argc, const char* const* argv)
{
    Words words{argv + std::min(1, argc), argv + argc};
    const auto word = command_in(words);
    if (word == words.end()) return without_command(words);
    const auto* const row = command_named(*word);
    if (row == nullptr) return bad_usage(unknown_command(*word));
    words.erase(word);
    return parse_command(*row, words);
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnode/help.hpp"

#include "apps/coapnode/options.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// The term, and its sentence from this column on.
std::string line_of(std::string what, std::string_view sentence, std::size_t column)
{
    what = "  " + what;
    what.resize(std::max(what.size() + 1, column), ' ');
    return what.append(sentence) + '\n';
}

constexpr std::size_t command_column = 30;
constexpr std::size_t option_column = 32;

std::string options_in(Command command, OptionGroup group)
{
    std::string lines;
    for (const auto& row : all_options()) {
        if (row.group != group || !row.is_taken_by(command)) continue;
        const auto value = row.is_flag() ? std::string{} : ' ' + std::string{row.value};
        lines += line_of(std::string{row.names} + value, row.sentence, option_column);
    }
    return lines;
}

std::string positionals_of(const CommandRow& command)
{
    const auto* const name = command.command == Command::doctor ? "HOST" : "URI";
    auto lines = line_of(name, "coap://HOST/PATH, coaps://HOST/PATH, or HOST/PATH for coap", option_column);
    if (command.takes_payload()) lines += line_of("PAYLOAD", "Text, @FILE, or - for stdin", option_column);
    return lines;
}

}  // namespace

std::string program_help()
{
    std::string text =
        "Reads, sets and observes the resources of CoAP nodes, over UDP and DTLS.\n"
        "Usage: coapnode COMMAND [OPTIONS] ...\n\nCommands:\n";
    for (const auto& row : all_commands())
        text += line_of(std::string{row.name} + ' ' + std::string{row.synopsis}, row.sentence, command_column);
    return text +
           "\nA URI is coap://HOST/PATH, coaps://HOST/PATH for DTLS, or HOST/PATH for coap.\n"
           "Keys for coaps: --identity and --key-file, or ~/.config/coapnode/credentials.yaml.\n"
           "\nExit codes: 0 success, 1 failed here, 2 usage, 3 no answer, 4 key refused,\n"
           "5 unreachable, 6 invalid answer, 14 answer 4.xx, 15 answer 5.xx.\n"
           "\n  coapnode COMMAND --help     options and examples of a command\n"
           "  coapnode --version\n";
}

std::string command_help(const CommandRow& command)
{
    std::string text{command.sentence};
    text += "\nUsage: coapnode " + std::string{command.name} + " [OPTIONS] " + std::string{command.synopsis};
    text += "\n\nPositionals:\n" + positionals_of(command);
    text += "\nOptions:\n" + line_of("-h,--help", "Print this help message and exit", option_column);
    text += options_in(command.command, OptionGroup::general);
    text += "\nOutput:\n" + options_in(command.command, OptionGroup::output);
    text += "\nIdentity and key (coaps):\n" + options_in(command.command, OptionGroup::keys);
    return text + '\n' + std::string{command.notes} + "Examples:\n" + std::string{command.examples};
}

}  // namespace coapnode

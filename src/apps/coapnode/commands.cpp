// SPDX-License-Identifier: MIT
#include "apps/coapnode/commands.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

constexpr std::string_view about_payloads =
    "Without --content-format, a JSON object or array is sent as json, other text as text.\n"
    "The extension of a file gives its format (.json .cbor .senml .senmlc .xml .txt\n"
    ".yaml .yml); any other file is sent as octets. Write -- before a payload that begins with -.\n\n";

constexpr auto commands = std::to_array<CommandRow>({
    {Command::get, "get", "URI", "Read a resource.",
     "  coapnode get pi.local/temperature\n"
     "  coapnode get --json --accept senml 'coap://[fe80::1%eth0]/sensors'\n"
     "  coapnode get --identity phone --key-file phone.psk coaps://pi.local/led\n"},
    {Command::put, "put", "URI [PAYLOAD|@FILE|-]", "Set a resource.",
     "  coapnode put coaps://pi.local/led on\n"
     "  coapnode put coaps://pi.local/thermostat '{\"target\": 21.5}'\n"
     "  coapnode put --if-match 1a2b3c4d5e6f7080 coaps://pi.local/config @coapnode.yaml\n",
     about_payloads},
    {Command::post, "post", "URI [PAYLOAD|@FILE|-]", "Send a POST request to a resource.",
     "  coapnode post coaps://pi.local/led\n"
     "  date | coapnode post --content-format text coap://example.net/log -\n",
     about_payloads},
    {Command::delete_, "delete", "URI", "Delete a resource.",
     "  coapnode delete coap://example.net/notes/1\n"
     "  coapnode delete --if-match 1a2b coap://example.net/notes/1\n"},
    {Command::observe, "observe", "URI...", "Print a resource whenever it changes.",
     "  coapnode observe pi.local/temperature\n"
     "  coapnode observe --json --for 10m pi.local/temperature pi.local/humidity\n"
     "  coapnode observe --count 1 --exec 'notify-send \"The LED was switched\"' pi.local/led\n"},
    {Command::discover, "discover", "[URI]", "List nodes and their resources.",
     "  coapnode discover\n"
     "  coapnode discover pi.local -q rt=temperature\n"
     "  coapnode discover --rd coap://192.168.1.2/rd-lookup/res\n"},
    {Command::ping, "ping", "URI", "Check whether a node answers, without reading a resource.",
     "  coapnode ping pi.local\n"
     "  coapnode ping --timeout 2s coaps://192.168.1.5\n"},
    {Command::doctor, "doctor", "HOST", "Find out why a node cannot be used.",
     "  coapnode doctor pi.local\n"
     "  coapnode doctor --identity phone --key-file phone.psk coaps://pi.local\n"},
});

constexpr CommandRow row_of_list_hosts{Command::list_hosts, "--list-hosts", "", "", ""};

}  // namespace

std::span<const CommandRow> all_commands()
{
    return commands;
}

const CommandRow* command_named(std::string_view name)
{
    const auto* const row =
        std::find_if(commands.begin(), commands.end(), [=](const CommandRow& one) { return one.name == name; });
    return row != commands.end() ? row : nullptr;
}

const CommandRow& row_of(Command command)
{
    const auto* const row =
        std::find_if(commands.begin(), commands.end(), [=](const CommandRow& one) { return one.command == command; });
    return row != commands.end() ? *row : row_of_list_hosts;
}

}  // namespace coapnode

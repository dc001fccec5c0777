// SPDX-License-Identifier: MIT
#include "apps/coapnode/options.hpp"

#include "apps/coapnode/option_values.hpp"
#include "coapnode/credentials/credential.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

using Text = const std::string&;

consteval unsigned takers(std::initializer_list<Command> list)
{
    unsigned bits = 0;
    for (const auto command : list)
        bits |= 1U << static_cast<unsigned>(command);
    return bits;
}

constexpr auto every_command = ~0U;
constexpr auto senders = takers({Command::put, Command::post});
constexpr auto changers = takers({Command::put, Command::post, Command::delete_});
constexpr auto askers = changers | takers({Command::get});
constexpr auto observers = takers({Command::observe});
constexpr auto discoverers = takers({Command::discover});
constexpr auto showers = askers | observers | discoverers;

template <auto Member, auto Parse>
Result<void> into(Arguments& arguments, Text text)
{
    return Parse(text).map([&](auto value) { arguments.*Member = std::move(value); });
}

template <auto Member, auto Parse>
Result<void> onto(Arguments& arguments, Text text)
{
    return Parse(text).map([&](auto value) { (arguments.*Member).push_back(std::move(value)); });
}

template <auto Member>
Result<void> set(Arguments& arguments, Text /*none*/)
{
    arguments.*Member = true;
    return {};
}

template <Output Wanted>
Result<void> choose(Arguments& arguments, Text /*none*/)
{
    arguments.output = Wanted;
    return {};
}

Result<std::filesystem::path> path_option(Text text)
{
    if (text.empty()) return fail(Errc::bad_value, "expected a file name, but it is empty");
    return text;
}

Result<Duration> timeout_option(Text text)
{
    return duration_option(text, longest_timeout);
}

Result<Duration> run_option(Text text)
{
    return duration_option(text, longest_run);
}

Result<std::string> query_option(Text text)
{
    return parse_query_item(text);
}

Result<CoapUri> uri_option(Text text)
{
    return parse_coap_uri(text);
}

Result<std::string> command_option(Text text)
{
    if (text.empty()) return fail(Errc::bad_value, "expected a command, but it is empty");
    return text;
}

Result<void> take_identity(Arguments& arguments, Text text)
{
    return check_identity(text).map([&] { arguments.keys.identity = text; });
}

Result<void> take_key_file(Arguments& arguments, Text text)
{
    return path_option(text).map([&](const auto& file) { arguments.keys.key_file = file; });
}

Result<void> take_key(Arguments& arguments, Text text)
{
    arguments.keys.hint = hex_hint(text);
    return key_of_characters(text).map([&](const Bytes& key) { arguments.keys.key = key; });
}

Result<void> take_key_in_hex(Arguments& arguments, Text text)
{
    return key_of_hex(text).map([&](const Bytes& key) { arguments.keys.key = key; });
}

Result<void> take_credentials(Arguments& arguments, Text text)
{
    return path_option(text).map([&](const auto& file) { arguments.keys.credentials = file; });
}

constexpr auto in_general = OptionGroup::general;
constexpr auto in_output = OptionGroup::output;
constexpr auto in_keys = OptionGroup::keys;
using A = Arguments;

/// As --help lists them.
constexpr auto option_rows = std::to_array<OptionRow>({
    {senders, "-t,--content-format", "FORMAT", "Format of the payload, a name or number as for --accept",
     &into<&A::content_format, &format_option>},
    {senders, "--if-none-match", "", "Only if the resource does not exist yet", &set<&A::if_none_match>},
    {changers, "--if-match", "ETAG", "Only if it has this ETag (hex; '' for any); repeatable",
     &onto<&A::if_match, &etag_option>, in_general, true},
    {askers | observers, "-a,--accept", "FORMAT", "json, cbor, senml, senml-cbor, text, link or a number",
     &into<&A::accept, &format_option>},
    {askers | observers, "--non", "", "Non-confirmable: not repeated if it is lost", &set<&A::non_confirmable>},
    {askers | observers, "--block-size", "BYTES", "16 to 1024, for large payloads (RFC 7959)",
     &into<&A::block_size, &block_size_option>},
    {observers, "--count", "N", "End after this many states; errors do not count", &into<&A::count, &count_option>},
    {observers, "--for", "TIME", "End after this time, such as 10m", &into<&A::run_for, &run_option>},
    {observers, "--exec", "COMMAND", "Run a shell command for each state, with its payload on stdin",
     &into<&A::exec, &command_option>},
    {discoverers, "--rd", "URI", "Ask a resource directory (RFC 9176)", &into<&A::directory, &uri_option>},
    {discoverers, "--interface", "NAME", "Ask on this interface only; repeatable",
     &onto<&A::interfaces, &interface_option>, in_general, true},
    {discoverers, "--wait", "TIME", "How long to collect answers (default 6s)", &into<&A::wait, &timeout_option>},
    {showers, "-q,--query", "K=V", "Add this query item; repeatable", &onto<&A::query, &query_option>, in_general,
     true},
    {every_command & ~observers, "--timeout", "TIME", "How long to wait for an answer (default 10s)",
     &into<&A::timeout, &timeout_option>},
    {observers, "--timeout", "TIME", "How long to wait for --count states (default: for ever)",
     &into<&A::timeout, &timeout_option>},
    {every_command, "--json", "", "Print one JSON object per line", &choose<Output::json>, in_output},
    {showers, "-v,--verbose", "", "Show code and options on stderr", &set<&A::verbose>, in_output},
    {every_command, "--color,--colour", "WHEN", "auto, always or never", &into<&A::colours, &colours_option>,
     in_output},
    {askers, "--raw", "", "Print only the bytes of the payload", &choose<Output::raw>, in_output, false, "--json"},
    {askers, "-o,--output", "FILE", "Write the payload's bytes to a file", &into<&A::output_file, &path_option>,
     in_output},
    {every_command, "--identity", "NAME", "The identity that the key belongs to", &take_identity, in_keys},
    {every_command, "--key-file", "FILE", "A file with hex digits, or lines IDENTITY:HEX of psktool", &take_key_file,
     in_keys},
    {every_command, "--key", "TEXT", "The key as text; other users can see it", &take_key, in_keys},
    {every_command, "--key-hex", "HEX", "The key in hex; other users can see it", &take_key_in_hex, in_keys, false,
     "--key"},
    {every_command, "--credentials", "FILE", "Instead of ~/.config/coapnode/credentials.yaml", &take_credentials,
     in_keys},
});

}  // namespace

std::string_view OptionRow::name() const
{
    const auto at = names.find("--");
    return names.substr(at, names.find(',', at) - at);
}

bool OptionRow::is_called(std::string_view name) const
{
    const auto at = name.empty() ? std::string_view::npos : names.find(name);
    if (at == std::string_view::npos || (at != 0 && names[at - 1] != ',')) return false;
    const auto end = at + name.size();
    return end == names.size() || names[end] == ',';
}

bool OptionRow::is_taken_by(Command command) const
{
    return ((commands >> static_cast<unsigned>(command)) & 1U) != 0;
}

std::span<const OptionRow> all_options()
{
    return option_rows;
}

const OptionRow* option_named(Command command, std::string_view name)
{
    const auto* const row = std::find_if(option_rows.begin(), option_rows.end(), [&](const OptionRow& one) {
        return one.is_taken_by(command) && one.is_called(name);
    });
    return row != option_rows.end() ? row : nullptr;
}

std::vector<std::string> long_options(Command command)
{
    std::vector<std::string> names;
    for (const auto& row : option_rows)
        if (row.is_taken_by(command)) names.emplace_back(row.name());
    return names;
}

}  // namespace coapnode

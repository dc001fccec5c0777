// SPDX-License-Identifier: MIT
#include "apps/coapnode/options.hpp"

#include "apps/coapnode/commands.hpp"
#include "apps/coapnode/define_option.hpp"
#include "apps/coapnode/option_values.hpp"
#include "coapnode/credentials/credential.hpp"

namespace coapnode {

namespace {

/// What was meant for put: a host cannot begin so.
bool is_payload(const std::string& text)
{
    return text == "-" || text.starts_with('@') || text.starts_with('{');
}

void add_uris(CLI::App& app, Arguments& arguments)
{
    const auto take = [&arguments](const std::string& text) -> Result<void> {
        if (is_payload(text)) {
            const auto name = std::string{row_of(arguments.command).name};
            return fail(Errc::bad_uri, name + " sends no payload: put and post do");
        }
        return parse_coap_uri(text).map([&](CoapUri uri) { arguments.uris.push_back(std::move(uri)); });
    };
    const auto* const name = arguments.command == Command::doctor ? "HOST" : "URI";
    auto* const uris =
        define_repeated(app, name, "", "coap://HOST/PATH, coaps://HOST/PATH, or HOST/PATH for coap", take);
    uris->required(arguments.command != Command::discover);
    if (arguments.command == Command::observe) uris->expected(1, -1)->allow_extra_args();
}

void add_keys(CLI::App& app, KeyArguments& keys)
{
    constexpr auto group = "Who asks (coaps)";
    const auto take_key = [&keys](const Result<Bytes>& key) -> Result<void> {
        if (!keys.key.empty()) throw CLI::ValidationError{"--key and --key-hex: leave out one of them"};
        return key.map([&](const Bytes& bytes) { keys.key = bytes; });
    };
    define(app, "--identity", "NAME", "The identity that the key is of", [&keys](const std::string& text) {
        return check_identity(text).map([&] { keys.identity = text; });
    })->group(group);
    define(app, "--key-file", "FILE", "Hex digits, or lines IDENTITY:HEX of psktool", into_path(keys.key_file))
        ->group(group);
    define(app, "--key", "TEXT", "The key as characters; others can see it here",
           [&keys, take_key](const std::string& text) {
               keys.hint = hex_hint(text);
               return take_key(key_of_characters(text));
           })
        ->group(group);
    define(app, "--key-hex", "HEX", "The key in hex; others can see it here", [take_key](const std::string& text) {
        return take_key(key_of_hex(text));
    })->group(group);
    define(app, "--credentials", "FILE", "In place of ~/.config/coapnode/credentials.yaml", into_path(keys.credentials))
        ->group(group);
}

void choose(Output& output, Output wanted)
{
    if (output != Output::people && output != wanted)
        throw CLI::ValidationError{"--json and --raw: leave out one of them"};
    output = wanted;
}

void add_output(CLI::App& app, Arguments& arguments)
{
    constexpr auto group = "Output";
    app.add_flag_callback(
           "--json", [&] { choose(arguments.output, Output::json); }, "One JSON object a line")
        ->group(group);
    const bool shows_answers = arguments.command != Command::ping && arguments.command != Command::doctor;
    if (shows_answers) app.add_flag("-v,--verbose", arguments.verbose, "Show code and options on stderr")->group(group);
    define(app, "--color,--colour", "WHEN", "auto, always or never", into(arguments.colours, colours_option))
        ->group(group);
}

void add_bytes_output(CLI::App& app, Arguments& arguments)
{
    constexpr auto group = "Output";
    app.add_flag_callback(
           "--raw", [&] { choose(arguments.output, Output::raw); }, "The bytes of the payload alone")
        ->group(group);
    define(app, "-o,--output", "FILE", "Write the payload's bytes to a file", into_path(arguments.output_file))
        ->group(group);
}

void add_timeout(CLI::App& app, Arguments& arguments)
{
    define(app, "--timeout", "TIME", "How long to wait for an answer (default 10s)",
           into(arguments.timeout, [](const std::string& text) { return duration_option(text, longest_timeout); }));
}

void add_query(CLI::App& app, Arguments& arguments)
{
    define_repeated(app, "-q,--query", "K=V", "One more query item; repeatable",
                    onto(arguments.query, [](const std::string& text) { return parse_query_item(text); }));
}

void add_request(CLI::App& app, Arguments& arguments)
{
    define(app, "-a,--accept", "FORMAT", "json, cbor, senml, senml-cbor, text, link, number",
           into(arguments.accept, format_option));
    app.add_flag("--non", arguments.non_confirmable, "Non-confirmable: not repeated when it gets lost");
    define(app, "--block-size", "BYTES", "16 to 1024, for large payloads (RFC 7959)",
           into(arguments.block_size, block_size_option));
    add_query(app, arguments);
}

void add_conditions(CLI::App& app, Arguments& arguments)
{
    define_repeated(app, "--if-match", "ETAG", "Only if it has this ETag (hex; '' for any); repeatable",
                    onto(arguments.if_match, etag_option));
}

void add_payload(CLI::App& app, Arguments& arguments)
{
    define(app, "PAYLOAD", "", "Text, @FILE, or - for stdin", [&](const std::string& text) -> Result<void> {
        arguments.payload = text;
        return {};
    });
    define(app, "-t,--content-format", "FORMAT", "Of the payload: a name or number, as for --accept",
           into(arguments.content_format, format_option));
    app.add_flag("--if-none-match", arguments.if_none_match, "Only if the resource does not exist yet");
}

void add_observation(CLI::App& app, Arguments& arguments)
{
    define(app, "--count", "N", "End after so many lines", into(arguments.count, count_option));
    define(app, "--for", "TIME", "End after this time, such as 10m",
           into(arguments.run_for, [](const std::string& text) { return duration_option(text, longest_run); }));
    define(app, "--exec", "COMMAND", "Run a shell command for each state, with its payload on stdin",
           [&](const std::string& text) -> Result<void> {
               if (text.empty()) return fail(Errc::bad_value, "expected a command, not nothing");
               arguments.exec = text;
               return {};
           });
}

void add_discovery(CLI::App& app, Arguments& arguments)
{
    define(app, "--rd", "URI", "Ask a resource directory (RFC 9176)", into(arguments.directory, &parse_coap_uri));
    define_repeated(app, "--interface", "NAME", "Ask on this interface alone; repeatable",
                    onto(arguments.interfaces, interface_option));
    define(app, "--wait", "TIME", "How long to collect answers (default 6s)",
           into(arguments.wait, [](const std::string& text) { return duration_option(text, longest_timeout); }));
}

}  // namespace

void add_options(CLI::App& app, Arguments& arguments)
{
    const auto command = arguments.command;
    const bool sends_payload = command == Command::put || command == Command::post;
    const bool asks_once = sends_payload || command == Command::get || command == Command::delete_;
    const bool observes = command == Command::observe;
    add_uris(app, arguments);
    if (sends_payload) add_payload(app, arguments);
    if (sends_payload || command == Command::delete_) add_conditions(app, arguments);
    if (asks_once || observes) add_request(app, arguments);
    if (observes) add_observation(app, arguments);
    if (command == Command::discover) {
        add_discovery(app, arguments);
        add_query(app, arguments);
    }
    add_timeout(app, arguments);
    add_output(app, arguments);
    if (asks_once) add_bytes_output(app, arguments);
    add_keys(app, arguments.keys);
}

std::vector<std::string> long_options(Command command)
{
    Arguments arguments;
    arguments.command = command;
    CLI::App app;
    add_options(app, arguments);
    std::vector<std::string> names;
    for (const auto* option : app.get_options()) {
        const auto& all = option->get_lnames();
        if (!all.empty() && all.front() != "help") names.push_back("--" + all.front());
    }
    return names;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Every option, alone and together.
#include "parsed.hpp"

using namespace coapnode;
using namespace coapnode::testing;

namespace {

std::vector<std::string> uris_of(const Arguments& arguments)
{
    std::vector<std::string> texts;
    for (const auto& uri : arguments.uris)
        texts.push_back(to_string(uri));
    return texts;
}

}  // namespace

TEST_CASE("commands and their URIs")
{
    struct Row {
        Words words;
        Command command;
        Words uris;
    };
    for (const auto& [words, command, uris] : std::vector<Row>{
             {{"get", "pi.local/led"}, Command::get, {"coap://pi.local/led"}},
             {{"put", "coaps://pi/led"}, Command::put, {"coaps://pi/led"}},
             {{"post", "pi"}, Command::post, {"coap://pi/"}},
             {{"delete", "pi/x"}, Command::delete_, {"coap://pi/x"}},
             {{"observe", "pi/a"}, Command::observe, {"coap://pi/a"}},
             {{"observe", "pi/a", "[::1]", "[fe80::1%eth0]/b"},
              Command::observe,
              {"coap://pi/a", "coap://[::1]/", "coap://[fe80::1%25eth0]/b"}},
             {{"discover"}, Command::discover, {}},
             {{"discover", "pi"}, Command::discover, {"coap://pi/"}},
             {{"ping", "coaps://pi:5700"}, Command::ping, {"coaps://pi:5700/"}},
             {{"doctor", "pi"}, Command::doctor, {"coap://pi/"}},
             {{"--list-hosts"}, Command::list_hosts, {}},
             {{"--json", "get", "pi"}, Command::get, {"coap://pi/"}},
             {{"--timeout", "5s", "get", "pi"}, Command::get, {"coap://pi/"}},
             {{"get", "get"}, Command::get, {"coap://get/"}},
             {{"get", "pi/a?x=1", "-q", "y=a b", "--query", "[z,w]", "--query="},
              Command::get,
              {"coap://pi/a?x=1&y=a%20b&%5Bz,w%5D&"}},
             {{"observe", "pi/a", "pi/b", "-q", "pmin=5"},
              Command::observe,
              {"coap://pi/a?pmin=5", "coap://pi/b?pmin=5"}},
         }) {
        const auto arguments = arguments_of(words);
        CAPTURE(joined(words));
        CHECK(static_cast<int>(arguments.command) == static_cast<int>(command));
        CHECK(uris_of(arguments) == uris);
    }
    CHECK(arguments_of({"discover", "-q", "rt=led"}).query == Words{"rt=led"});
}

TEST_CASE("DTLS is wanted where something is asked over it")
{
    struct Row {
        Words words;
        bool is_secure;
    };
    for (const auto& [words, is_secure] : std::vector<Row>{
             {{"get", "pi/led"}, false},
             {{"get", "coaps://pi/led"}, true},
             {{"ping", "pi"}, false},
             {{"observe", "pi/a", "pi/b"}, false},
             {{"observe", "pi/a", "coaps://pi/b"}, true},
             {{"discover"}, false},
             {{"discover", "coaps://pi"}, true},
             {{"discover", "--rd", "coap://rd"}, false},
             {{"discover", "--rd", "coaps://rd"}, true},
             {{"doctor", "pi"}, true},  // looks at CoAP and DTLS
         }) {
        CAPTURE(joined(words));
        CHECK(arguments_of(words).is_secure() == is_secure);
    }
}

TEST_CASE("defaults")
{
    const auto arguments = arguments_of({"get", "pi"});
    CHECK(arguments.request_timeout() == 10s);
    CHECK(arguments.wait == 6s);
    CHECK(!arguments.payload);
    CHECK(!arguments.accept);
    CHECK(!arguments.content_format);
    CHECK(!arguments.block_size);
    CHECK(!arguments.count);
    CHECK(!arguments.run_for);
    CHECK(!arguments.directory);
    CHECK(!arguments.keys.has_key());
    CHECK(!arguments.verbose);
    CHECK(!arguments.non_confirmable);
    CHECK(!arguments.if_none_match);
    CHECK(arguments.if_match.empty());
    CHECK(arguments.output_file.empty());
    CHECK((arguments.output == Output::people));
    CHECK((arguments.colours == Colours::automatic));
}

TEST_CASE("payloads stand behind the URI, whatever they begin with")
{
    struct Row {
        Words words;
        std::string payload;
    };
    for (const auto& [words, payload] : std::vector<Row>{
             {{"put", "pi", "on"}, "on"},
             {{"put", "pi", ""}, ""},
             {{"put", "pi", "-"}, "-"},
             {{"put", "pi", "@led.json"}, "@led.json"},
             {{"put", "pi", "[1,2]"}, "[1,2]"},
             {{"put", "pi", R"({"state":"on"})"}, R"({"state":"on"})"},
             {{"put", "pi", "--", "-5"}, "-5"},
             {{"put", "--json", "--", "pi", "--"}, "--"},
             {{"post", "pi", "get"}, "get"},
         }) {
        CAPTURE(joined(words));
        CHECK(arguments_of(words).payload == payload);
    }
    CHECK(!arguments_of({"post", "pi"}).payload);
}

TEST_CASE("options of a request")
{
    const auto put =
        arguments_of({"put", "pi", "x", "-t", "senml-cbor", "-a", "50", "--if-match", "1a2b",
                      "--if-match=", "--if-match", "", "--non", "--block-size", "64", "--timeout", "500ms", "-v"});
    CHECK(put.content_format == 112);
    CHECK(put.accept == 50);
    CHECK(put.if_match == std::vector<Bytes>{{0x1a, 0x2b}, {}, {}});
    CHECK(put.non_confirmable);
    CHECK(put.block_size == 64);
    CHECK(put.timeout == 500ms);
    CHECK(put.verbose);
    CHECK(arguments_of({"put", "pi", "x", "--if-none-match"}).if_none_match);

    CHECK((arguments_of({"get", "pi", "--json"}).output == Output::json));
    CHECK((arguments_of({"get", "pi", "--raw"}).output == Output::raw));
    CHECK(arguments_of({"get", "pi", "--raw", "-o", "a b"}).output_file == "a b");
    CHECK((arguments_of({"get", "pi", "--color=never"}).colours == Colours::never));
    CHECK((arguments_of({"get", "pi", "--colour", "always"}).colours == Colours::always));
}

TEST_CASE("letters with a value behind them, and together")
{
    CHECK(arguments_of({"get", "pi", "-a50"}).accept == 50);
    const auto both = arguments_of({"get", "-va", "cbor", "pi"});
    CHECK(both.verbose);
    CHECK(both.accept == 60);
    CHECK(arguments_of({"get", "pi", "-ocbor"}).output_file == "cbor");
}

TEST_CASE("options of observe and discover")
{
    const auto observe = arguments_of({"observe", "pi", "--count", "3", "--for", "10m", "--exec", "cat >> log"});
    CHECK(observe.count == 3);
    CHECK(observe.run_for == 10min);
    CHECK(observe.exec == "cat >> log");

    const auto discover = arguments_of({"discover", "--interface", "eth0", "--interface=wlan0", "--wait", "2"});
    CHECK(discover.interfaces == Words{"eth0", "wlan0"});
    CHECK(discover.wait == 2s);
    const auto directory = arguments_of({"discover", "--rd", "coap://rd/lookup"}).directory;
    REQUIRE(directory);
    CHECK(to_string(*directory) == "coap://rd/lookup");
}

TEST_CASE("keys")
{
    const auto file = arguments_of({"get", "coaps://pi", "--identity", "phone", "--key-file", "phone.psk"}).keys;
    CHECK(file.identity == "phone");
    CHECK(file.key_file == "phone.psk");
    CHECK(file.has_key());
    CHECK(arguments_of({"get", "coaps://pi", "--key-file", "phone.psk"}).keys.has_key());

    const auto hex = arguments_of({"get", "coaps://pi", "--identity", "phone", "--key-hex", "0x00:11 22"}).keys;
    CHECK(hex.key == Bytes{0x00, 0x11, 0x22});
    CHECK(hex.hint.empty());

    const auto text = arguments_of({"get", "coaps://pi", "--identity=phone", "--key", "--secret"}).keys;
    CHECK(text.key == to_bytes("--secret"));
    CHECK(text.hint.empty());
    CHECK(arguments_of({"get", "coaps://pi", "--identity=phone", "--key", "0011223344556677"}).keys.hint ==
          "the key looks like hex digits: use --key-hex if it is");

    CHECK(arguments_of({"get", "coaps://pi", "--credentials", "my.yaml"}).keys.credentials == "my.yaml");
    CHECK(arguments_of({"doctor", "pi", "--identity", "phone", "--key", "k"}).keys.has_key());
    CHECK(arguments_of({"discover", "--rd", "coaps://rd", "--identity", "phone", "--key", "k"}).keys.has_key());
}

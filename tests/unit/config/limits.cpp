// SPDX-License-Identifier: MIT
/// Each list at its limit and one past it, and files that are made to do harm.
#include "config/config_folder.hpp"
#include "config/keys.hpp"
#include "support/thinned.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace coapnode;
using coapnode::testing::ConfigFolder;
using Lines = std::vector<std::string>;

namespace {

std::string repeated(std::string_view text, std::size_t count)
{
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += text;
    return all;
}

std::string items(std::size_t count, const std::function<std::string(const std::string&)>& item)
{
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += "  - " + item(std::to_string(i)) + "\n";
    return all;
}

}  // namespace

TEST_CASE("lists have limits")
{
    struct Row {
        std::size_t most;
        std::string head;
        std::function<std::string(const std::string&)> item;
    };
    const ConfigFolder folder;
    for (const auto& [most, head, item] : std::vector<Row>{
             {max_sensors, "sensors:\n",
              [](const auto& i) { return "{name: s" + i + ", driver: sht3x, bus: /dev/i2c-" + i + "}"; }},
             {max_leds, "leds:\n", [](const auto& i) { return "{name: l" + i + ", line: GPIO" + i + "}"; }},
             {max_identities, "dtls:\n  identities:\n",
              [](const auto& i) { return "{identity: i" + i + ", psk: 9876543210abcdef}"; }},
             {max_listen_addresses, "coap:\n  listen:\n", [](const auto& i) { return "127.0.0.1:" + i; }},
             {max_listen_addresses, "dtls:\n  listen:\n", [](const auto& i) { return "127.0.0.1:" + i; }},
         }) {
        CAPTURE(head);
        CHECK(folder.mistakes(head + items(most, item)) == Lines{});
        const auto lines = std::count(head.begin(), head.end(), '\n') + static_cast<std::ptrdiff_t>(most) + 1;
        CHECK(folder.mistakes(head + items(most + 1, item)) ==
              Lines{std::to_string(lines) + ":5: this list may hold at most " + std::to_string(most)});
    }
}

TEST_CASE("the file has a largest size")
{
    const ConfigFolder folder;
    CHECK(folder.mistakes("{} #" + std::string(max_config_size - 4, 'x')) == Lines{});
    const auto config = folder.load("{} #" + std::string(max_config_size - 3, 'x'));
    REQUIRE(!config);
    CHECK(config.error() == Mistakes{{folder.path("coapnode.yaml").string(), 0, 0, "is larger than 262144 bytes"}});
}

TEST_CASE("what takes the file's place has the same largest size")
{
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "");
    CHECK(load_config_text("{} #" + std::string(max_config_size - 4, 'x'), file, "pi"));
    CHECK_FALSE(load_config_text("{} #" + std::string(max_config_size - 3, 'x'), file, "pi"));
}

TEST_CASE("nesting has a limit")
{
    const ConfigFolder folder;
    const auto nested = [](std::size_t depth) { return repeated("[", depth) + repeated("]", depth); };
    CHECK(folder.mistakes("x: " + nested(max_yaml_depth - 1)) == Lines{"1:1: unknown key 'x'"});
    CHECK(folder.mistakes("x: " + nested(max_yaml_depth)) ==
          Lines{"1:19: lists and mappings are nested too deeply here"});
}

TEST_CASE("the number of values has a limit")
{
    const ConfigFolder folder;
    const auto file = [](std::size_t values) { return "x: [" + repeated("a,", values - 3) + "]"; };  // and {, x, [
    CHECK(folder.mistakes(file(max_yaml_nodes)) == Lines{"1:1: unknown key 'x'"});
    CHECK(folder.mistakes(file(max_yaml_nodes + 1)) == Lines{"1:99999: this file has too many entries"});
}

TEST_CASE("a file with more mistakes than anybody reads is told in part")
{
    const ConfigFolder folder;
    const auto unknown = [](std::size_t count) { return items(count, [](const auto&) { return std::string{"1"}; }); };
    const auto told = folder.mistakes("dtls:\n  identities:\n" + unknown(max_mistakes - 1));
    CHECK(told.size() == max_mistakes - 1);
    const auto cut = folder.mistakes("dtls:\n  identities:\n" + unknown(max_mistakes + 50));
    REQUIRE(cut.size() == max_mistakes);
    CHECK(cut.back() == "102:5: too many mistakes: correct these first");
}

TEST_CASE("files made to do harm end in mistakes")
{
    const ConfigFolder folder;
    for (const std::string_view text : {"[",    "{",    "- ",    "? ",    "{a: ",  "{a: [", "[a, ", "[],",
                                        "[[],", "- - ", "a: ",   "{? ",   "!a ",   "&a ",   "*a ",  "\"x\" ",
                                        ",",    "[:",   "---\n", "- [\n", "!<a> ", "a:\n",  "- \n", "'",
                                        "\"\\", "|\n",  ">-\n",  "? - ",  ": ",    "}",     "]",    "a: {b: c}\n"}) {
        CAPTURE(text);
        CHECK(!folder.load(repeated(text, thinned(std::size_t{32'768}) / text.size())));
    }
    CHECK(!folder.load(repeated("[", 100'000)));
    CHECK(!folder.load("a: &a [x]\n" + repeated("b: [*a, *a, *a, *a]\n", 10'000)));
    CHECK(!folder.load("leds: " + repeated("{a: ", 10) + repeated("}", 10)));
    CHECK(!folder.load("leds: [" + repeated("a,", 100'000) + "]"));
}

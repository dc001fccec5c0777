// SPDX-License-Identifier: MIT
/// Slips that YAML does not name: characters that nobody sees, spaces that are missing, quotes without an end. Each is
/// told at its place, with the other mistakes of the file.
#include "coapnode/core/utf8.hpp"
#include "config/config_folder.hpp"
#include "yaml/invisible.hpp"
#include "yaml/mended_text.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

using Lines = std::vector<std::string>;

const std::string no_break = "\xc2\xa0";
const std::string zero_width = "\xe2\x80\x8b";
const std::string replace = " a no-break space (U+00A0): use a plain space instead";
const std::string take_out = " a zero width space (U+200B): remove it";
const std::string colon = " a space is missing after this colon";

std::string sensor(const std::string& lines)
{
    return "sensors:\n  - name: room\n" + lines;
}

std::string utf8(std::uint32_t point)
{
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x800) return {static_cast<char>(0xc0 | (point >> 6)), tail(0)};
    if (point < 0x10000) return {static_cast<char>(0xe0 | (point >> 12)), tail(6), tail(0)};
    return {static_cast<char>(0xf0 | (point >> 18)), tail(12), tail(6), tail(0)};
}

struct Row {
    std::string yaml;
    Lines told;
};

void check_rows(const std::vector<Row>& rows)
{
    const ConfigFolder folder;
    for (const auto& [yaml, told] : rows) {
        CAPTURE(yaml);
        CHECK(folder.mistakes(yaml) == told);
    }
}

}  // namespace

TEST_CASE("an invisible character is told with its place and number, whatever it stands in")
{
    const std::string driver = "    driver: sht3x\n";
    check_rows({
        {sensor(driver + no_break + no_break + "  address: 0x44\n"), {"4:1:" + replace}},
        {sensor("    driver: sht3x" + no_break + "\n"), {"3:18:" + replace}},
        {sensor("    driver: " + no_break + "sht3x\n"), {"3:13:" + replace}},
        {sensor("    driver:" + no_break + "sht3x\n"), {"3:12:" + replace}},
        {sensor("    driver" + no_break + ": sht3x\n"), {"3:11:" + replace}},
        {sensor("    driver: sht" + zero_width + "3x\n"), {"3:16:" + take_out}},
        {"sensors:\n  -" + no_break + "name: room\n" + driver, {"2:4:" + replace}},
        {"sensors:" + zero_width + "\n  - name: room\n" + driver, {"1:9:" + take_out}},
        {"device: {id: a," + no_break + "title: b}\n", {"1:16:" + replace}},
        {"device:\n  id: \"a" + no_break + "b\"\n", {"2:9:" + replace}},
        {"device:\n  id: a" + no_break + "# a comment\n", {"2:8:" + replace}},
        {"device:\n  id: a\n " + no_break + "# a comment\n", {"3:2:" + replace}},
        {"device:\n  id: a\n" + no_break + "\n", {"3:1:" + replace}},
        {"dtls:\n  identities:\n  - identity: phone" + no_break + "\n    psk: hardly" + zero_width +
             "-a-secret-12345\n",
         {"3:20:" + replace, "4:16:" + take_out}},
        {"device:\n  id: x\n\xef\xbb\xbf  title: y\n", {"3:1: a byte order mark (U+FEFF): remove it"}},
    });
}

TEST_CASE("the other mistakes of the file are told in the same run, each at its own place")
{
    check_rows({
        {"device:\n" + no_break + no_break + "id: a" + zero_width + "b, titel: c\n  titel: d\nsensor: []\n",
         {"2:1:" + replace, "2:8:" + take_out,
          "2:17: unexpected ':': check the indentation above, or put the text in quotes"}},
        {"hardware: {backend:mokc, bus:" + no_break + "1}\n",
         {"1:19:" + colon, "1:20: expected linux or mock, not 'mokc'; did you mean 'mock'?", "1:26: unknown key 'bus'",
          "1:30:" + replace}},
        {"device: {" + zero_width + "id: " + zero_width + "\"\"}\n",
         {"1:10:" + take_out, "1:15:" + take_out,
          "1:16: expected a text of 1 to 64 bytes without control characters, not ''"}},
    });
}

TEST_CASE("every kind of invisible character has its number")
{
    const ConfigFolder folder;
    for (const std::uint32_t point : std::vector<std::uint32_t>{
             0xa0,   0xad,   0x61c,  0x1680, 0x2000, 0x200a, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029,
             0x202a, 0x202e, 0x202f, 0x205f, 0x2060, 0x2066, 0x2069, 0x3000, 0x3164, 0xfe0f, 0xfeff, 0xe0020}) {
        CAPTURE(point);
        const auto character = utf8(point);
        REQUIRE(find_invisible(character) != nullptr);
        const auto told = folder.mistakes("device:\n  id: a" + character + "b\n");
        REQUIRE(told.size() == 1);
        CHECK(told.front().starts_with("2:8: "));
        CHECK(told.front().find(" (" + code_point_name(character) + "): ") != std::string::npos);
    }
    CHECK(code_point_name(utf8(0xa0)) == "U+00A0");
    CHECK(code_point_name(utf8(0xe0020)) == "U+E0020");
    for (const std::uint32_t visible : std::vector<std::uint32_t>{0xa1, 0xe4, 0x2026, 0x4e00, 0x1f321}) {
        CAPTURE(visible);
        CHECK(find_invisible(utf8(visible)) == nullptr);
    }
}

TEST_CASE("comments and the title are for people: nothing in them does harm")
{
    const ConfigFolder folder;
    const auto config =
        folder.load("# a" + no_break + "b\ndevice:\n  title: 21" + no_break + "°C “here” –" + zero_width +
                    " name:x # c" + no_break + "\n  id: l’atelier\nleds: [] #" + no_break + "\n");
    REQUIRE(config);
    CHECK(config->device.title == "21" + no_break + "°C “here” –" + zero_width + " name:x");
    CHECK(config->device.id == "l’atelier");
    CHECK(folder.load("device: {title: 21" + no_break + "°C, id: a}")->device.id == "a");
    CHECK(folder.mistakes("device: {title: 21" + no_break + "°C," + no_break + "id: a}") == Lines{"1:23:" + replace});
}

TEST_CASE("lines may end as on Windows, and tabs may stand where they are no indentation")
{
    const ConfigFolder folder;
    const auto config = folder.load(
        "device:\r\n  id:\ta\t# a comment\r\n  title: \"b\"\r\nsensors:\r\n  - name: room\r\n"
        "    driver: sht3x\r\n");
    REQUIRE(config);
    CHECK(config->device.id == "a");
    CHECK(config->device.title == "b");
    CHECK(folder.mistakes("device:\r\n\tid: a\r\n") == Lines{"2:1: a tab in the indentation: use spaces"});
}

TEST_CASE("typographic quotes and dashes are told where a text begins")
{
    const std::string quote = " a typographic quote (U+201C): write \"";
    check_rows({
        {"device:\n  id: “a”\n", {"2:7:" + quote}},
        {"coap:\n  listen: [“[::]:5683”, “127.0.0.1:5683”]\n", {"2:12:" + quote, "2:25:" + quote}},
        {"device:\n  id: ‘a’\n", {"2:7: a typographic quote (U+2018): write '"}},
        {"sensors:\n  – name: room\n    driver: sht3x\n", {"2:3: a typographic dash (U+2013): write -"}},
        {sensor("    driver: sht3x\n    calibration: {temperature: {offset: −0.4}}\n"),
         {"4:41: a minus sign that is not ASCII (U+2212): write -"}},
        {"device:\n  id: –a\n", {}},
    });
}

TEST_CASE("a space that is missing behind a colon or a dash")
{
    const std::string dash = " a space is missing after this -";
    check_rows({
        {"sensors:\n  - name:room\n    driver: sht3x\n", {"2:9:" + colon}},
        {sensor("    driver:sht3x\n    bus: /dev/i2c-1\n"), {"3:11:" + colon}},
        {"device:\n  id:foo\n", {"2:5:" + colon}},
        {"device:\n  id:foo # a comment\n  title: x\n", {"2:5:" + colon}},
        {"device:{id: a}\n", {"1:7:" + colon}},
        {"device: {id:a, title:\"b\"}\n", {"1:12:" + colon, "1:21:" + colon}},
        {"resource_directory:coap://10.0.0.1\n", {"1:19:" + colon}},
        {"history: {keep:30}\n", {"1:15:" + colon, "1:16: expected a duration such as 5s, not '30'"}},
        {"dtls:\n  identities:\n  - identity: a\n    psk:hardly-a-secret-12345\n", {"4:8:" + colon}},
        {"sensors:\n  -name: room\n   driver: sht3x\n",
         {"2:3:" + dash, "3:4: this does not fit the list above: check the indentation"}},
        {"dtls:\n  identities:\n  - identity: a:b\n    psk: \"c:d-hardly-a-secret\"\n", {}},
        {"coap:\n  listen:\n  - localhost:5683\n",
         {"3:5: expected a numeric address ([::] for all addresses, 127.0.0.1 for this machine only), not "
          "'localhost'"}},
    });
}

TEST_CASE("where the parser gives up, the slip above is told")
{
    const std::string open = " the quote that begins here is not closed in this line";
    check_rows({
        {"device:\n  title: \"Living room\n  id: \"a\"\n", {"2:10:" + open}},
        {"device:\n  # it's\n  title: 'Living room\n  id: 'a'\n", {"3:10:" + open}},
        {"coap: {listen: [\"[::]:5683]}\ndevice: {id: \"a\"}\n", {"1:17:" + open}},
        {"device:\n  title: 'Tom's room'\n", {"2:14: this quote ends the text: write '' for a quote within it"}},
        {"hardware:\n  backend: mock\n#sensors:\n  # a comment\n  - name: room\n",
         {"3:1: this line is still commented out: remove its # as well"}},
        {"device # a comment\n  id: a\n", {"1:7: a colon is missing after this word"}},
        {"device: {}\n\nsensors\n  - name: room\n", {"3:8: a colon is missing after this word"}},
    });
}

TEST_CASE("a file of nothing but invisible characters costs no more than its size")
{
    const ConfigFolder folder;
    std::string text = "device: {";
    for (int i = 0; i < 40'000; ++i)
        text += zero_width + ",";
    CHECK(folder.mistakes(text).size() == 100);
}

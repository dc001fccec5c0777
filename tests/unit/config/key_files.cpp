// SPDX-License-Identifier: MIT
#include "config/config_folder.hpp"
#include "config/psk.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

const std::string digits = "70112233445566778899aAbBcCdDeEfF";
const Psk key{0x70, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};

constexpr auto with_file = "dtls:\n  identities:\n  - identity: gateway\n    psk_file: gateway.psk\n";

/// Lines that a key's first half stands in.
bool tells_the_key(const std::vector<std::string>& lines)
{
    for (const auto& line : lines) {
        if (line.find(digits.substr(0, 8)) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a key file holds hex digits alone, or lines of psktool")
{
    for (const auto& text : {
             digits,
             digits + "\n",
             " \t" + digits + "\r\n\n",
             "\xef\xbb\xbf" + digits + "\r\n",
             "# for the gateway\n" + digits + "\n",
             "gateway:" + digits + "\n",
             "gateway:" + digits,
             "gateway:" + digits + "\r\n",
             "# keys\n\nother:ffff\ngateway:" + digits + "\n",
             "gateway:" + digits + "\ngateway:ffff\n",
             "#67617465776179:" + digits + "\n",  // psktool writes the bytes of an identity so that it does not print
             "gateway2:ffff\ngate:ffff\n#67617465776178:ffff\n#zz617465776179:ffff\n:\ngateway:" + digits,
         }) {
        CAPTURE(text);
        CHECK(psk_from_file_text(text, "gateway") == key);
    }
    CHECK(psk_from_file_text("a:b:" + digits, "a:b") == key);
}

TEST_CASE("what is wrong with the text of a key file")
{
    const std::string no_line = "no line 'gateway:HEX' as psktool writes it, nor hex digits only";
    const std::string not_hex = "expected a key of hex digits (0-9, a-f), two per byte";
    struct Row {
        std::string text;
        std::string complaint;
    };
    for (const auto& [text, complaint] : std::vector<Row>{
             {"", no_line},
             {"\n\n", no_line},
             {"other:" + digits, no_line},
             {digits + "\n" + digits, no_line},
             {digits + "\nother:" + digits, no_line},
             {std::string{'\xff', '\xfe', '7', '\0'}, "this file is in UTF-16: save it in UTF-8"},
             {"\xc2\xa0" + digits, not_hex},
             {"a secret", not_hex},
             {std::string{"\0\xff", 2}, not_hex},
             {digits + "0", not_hex},
             {"gateway:", not_hex},
             {"gateway: " + digits, not_hex},
             {"0011", "a key of 2 bytes is too short: 16 to 64 bytes (RFC 7925); make one with: openssl rand -hex 32"},
         }) {
        CAPTURE(text);
        const auto parsed = psk_from_file_text(text, "gateway");
        REQUIRE(!parsed);
        CHECK(parsed.error().message == complaint);
    }
}

TEST_CASE("a key file is found beside the configuration, or by its whole path")
{
    const ConfigFolder folder;
    std::filesystem::create_directory(folder.path("keys"));
    for (const auto& name : {std::string{"gateway.psk"}, std::string{"keys/gateway.psk"}}) {
        folder.write(name, digits);
        for (const auto& path : {name, folder.path(name).string()}) {
            CAPTURE(path);
            const auto config = folder.load("dtls: {identities: [{identity: gateway, psk_file: " + path + "}]}");
            REQUIRE(config);
            CHECK(config->dtls.identities.at(0).key == key);
        }
    }
}

TEST_CASE("a file with a key must be closed to other users, its group may read it")
{
    struct Row {
        unsigned mode;
        bool good;
    };
    for (const auto& [mode, good] : std::vector<Row>{
             {0600, true},
             {0640, true},
             {0660, true},
             {0644, false},
             {0602, false},
             {0601, false},
         }) {
        CAPTURE(static_cast<int>(mode));
        const ConfigFolder folder;
        const auto complaint = [&](const std::string& name) {
            return "can be used by every user of this machine: chmod o-rwx " + folder.path(name).string();
        };
        using Lines = std::vector<std::string>;

        folder.write("gateway.psk", digits, mode);
        CHECK(
            folder.mistakes(with_file) ==
            (good ? Lines{} : Lines{"4:15: " + folder.path("gateway.psk").string() + " " + complaint("gateway.psk")}));

        // The configuration itself: told once, at the first key that stands in it.
        folder.write("gateway.psk", digits);
        const auto inline_keys = with_file + std::string{"  - {identity: b, psk_hex: "} + digits +
                                 "}\n  - {identity: c, psk: " + digits + "}";
        CHECK(folder.mistakes(inline_keys, mode) ==
              (good ? Lines{} : Lines{"5:28: this file holds a key and " + complaint("coapnode.yaml")}));
        CHECK(folder.mistakes(with_file, mode) == Lines{});
    }
}

TEST_CASE("no complaint repeats what may be a key")
{
    const ConfigFolder folder;
    const std::string secret = "a secret, of 16 bytes";
    for (const auto& identity : std::vector<std::string>{
             "identity: eve, psk_file: '" + secret + "'", "identity: eve, psk_file: '" + secret + "\t'",
             "identity: eve, role: '" + secret + "', psk: '" + secret + "'", "identity: eve, pks: '" + secret + "'",
             "identity: eve, 'psk:" + secret + "': x", "identity: eve, psk: ['" + secret + "']", "'" + secret + "'",
             "identity: '" + secret + "\t', psk: '" + secret + "'",
             "identity: '" + secret + "', psk: '" + secret + "'}, {identity: '" + secret + "', psk: '" + secret +
                 "'"}) {
        CAPTURE(identity);
        const auto mistakes = folder.mistakes("dtls: {identities: [{" + identity + "}]}");
        CHECK_FALSE(mistakes.empty());
        for (const auto& mistake : mistakes)
            CHECK(mistake.find("secret") == std::string::npos);
    }
    CHECK(
        folder.mistakes("dtls: {identities: [{identity: eve, psk_file: '" + secret + "'}]}") ==
        std::vector<std::string>{"1:47: this file does not exist: coapnoded --init creates it; a key belongs in psk"});
}

TEST_CASE("what is wrong with a key file is told at the key that names it")
{
    const ConfigFolder folder;
    const auto file = folder.path("gateway.psk");
    const auto only = [&](const std::string& sentence) {
        return std::vector<std::string>{"4:15: " + file.string() + sentence};
    };

    CHECK(folder.mistakes(with_file) == only(" does not exist: coapnoded --init creates it"));

    std::filesystem::create_directory(file);
    CHECK(folder.mistakes(with_file) == only(" is a directory, not a file"));
    std::filesystem::remove(file);

    std::filesystem::create_symlink("nowhere", file);
    CHECK(folder.mistakes(with_file) == only(" is a link to a file that does not exist"));
    std::filesystem::remove(file);

    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    CHECK(folder.mistakes(with_file) == only(" is not a regular file"));
    std::filesystem::remove(file);

    folder.write("gateway.psk", std::string(max_psk_file_size - digits.size() - 8, '\n') + "gateway:" + digits);
    CHECK(folder.mistakes(with_file).empty());
    folder.write("gateway.psk", std::string(max_psk_file_size - digits.size() - 7, '\n') + "gateway:" + digits);
    CHECK(folder.mistakes(with_file) == only(" is larger than 65536 bytes"));

    folder.write("gateway.psk", "other:" + digits);
    CHECK(folder.mistakes(with_file) == only(": no line 'gateway:HEX' as psktool writes it, nor hex digits only"));

    CHECK(folder.mistakes("dtls: {identities: [{identity: a, psk_file: \"\"}]}") ==
          std::vector<std::string>{"1:45: expected a text of 1 to 255 bytes without control characters"});
    CHECK(folder.mistakes("dtls: {identities: [{identity: \"\", psk_file: gateway.psk}]}").size() == 1);
}

TEST_CASE("no mistake tells a key")
{
    const ConfigFolder folder;
    const auto identity = [](const std::string& keys) {
        return "dtls:\n  identities:\n  - identity: gateway\n    " + keys;
    };
    for (const auto& text : {
             identity("psk_hex: " + digits + "0"),
             identity("psk_hex: " + digits.substr(0, 16)),
             identity("psk_hex: x" + digits),
             identity("psk_file: " + digits),
             identity("psk: " + digits.substr(0, 15)),
             identity("psk: *" + digits),
             identity("psk: &" + digits),
             identity("psk: !" + digits),
             identity("psk: @" + digits),
             identity("psk: \"" + digits),
             identity("psk: \"" + digits + "\\q\""),
             identity("psk: " + digits + ": x"),
             identity("psk: \"" + digits + "\\n\""),
             identity("psk: " + digits + "\n    psk_hex: " + digits),
             identity("psk: [" + digits + "]"),
             identity("psk: {" + digits + "}"),
             identity("psk: |\n  " + digits),
         }) {
        CAPTURE(text);
        const auto mistakes = folder.mistakes(text);
        CHECK(!mistakes.empty());
        CHECK(!tells_the_key(mistakes));
    }
    folder.write("gateway.psk", "other:" + digits + "\ngateway:" + digits + "x\n");
    CHECK(folder.mistakes(with_file).size() == 1);
    CHECK(!tells_the_key(folder.mistakes(with_file)));
}

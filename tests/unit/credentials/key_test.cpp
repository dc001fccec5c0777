// SPDX-License-Identifier: MIT
#include "coapnode/credentials/credential.hpp"

#include <doctest/doctest.h>

#include "credentials_folder.hpp"

#include <string>
#include <vector>

using namespace coapnode;
using coapnode::testing::CredentialsFolder;

namespace {

struct Row {
    std::string text;
    std::string message;
};

const std::string not_hex = "expected a key of hex digits (0-9, a-f), two per byte";

}  // namespace

TEST_CASE("--key: characters as they stand")
{
    CHECK(key_of_characters("secret") == to_bytes("secret"));
    CHECK(key_of_characters("s") == to_bytes("s"));
    CHECK(key_of_characters(" \t\xff") == to_bytes(" \t\xff"));
    CHECK(key_of_characters(std::string(64, 'k'))->size() == 64);
    CHECK(key_of_characters(std::string(65, 'k')).error().message ==
          "a key of 65 bytes is too long: give one of 64 bytes at most");
    CHECK(key_of_characters("").error().message == "the key is empty: give the server's key");
}

TEST_CASE("--key-hex: digits, and what may stand between them")
{
    const Bytes key{0x00, 0x1f, 0xa0};
    for (const std::string text : {"001fa0", "001FA0", "0x001fa0", "0X001fa0", "00:1f:a0", "00 1f a0", "001f a0",
                                   "0x00 0x1f 0xa0", "0x00:1f:a0", "00-1f-a0", " 001fa0\n", "00::1fa0:"}) {
        CAPTURE(text);
        CHECK(key_of_hex(text) == key);
    }
    CHECK(key_of_hex(std::string(128, 'a'))->size() == 64);
    for (const auto& [text, message] : std::vector<Row>{
             {"", not_hex},
             {"0x", not_hex},
             {"0", not_hex},
             {"001", not_hex},
             {"0:01", not_hex},
             {"00,11", not_hex},
             {"secret", not_hex},
             {"00 x1", not_hex},
             {"${KEY}", "a placeholder that was not filled in (coapnode does not fill it in)"},
             {std::string(130, 'a'), "a key of 65 bytes is too long: give one of 64 bytes at most"},
         }) {
        CAPTURE(text);
        REQUIRE(!key_of_hex(text));
        CHECK(key_of_hex(text).error().message == message);
    }
}

TEST_CASE("identities")
{
    for (const auto& identity :
         {std::string{"phone"}, std::string{"a b"}, std::string{"t\xc3\xbcr"}, std::string(128, 'i')}) {
        CAPTURE(identity);
        CHECK(check_identity(identity));
    }
    for (const auto& identity :
         {std::string{}, std::string{"a\0b", 3}, std::string{"a\n"}, std::string{"\xff"}, std::string(129, 'i')}) {
        CAPTURE(identity);
        REQUIRE(!check_identity(identity));
        CHECK(check_identity(identity).error().message ==
              "the identity: expected a text of 1 to 128 bytes without control characters");
    }
}

TEST_CASE("--key-file with and without --identity")
{
    const CredentialsFolder folder;
    const Bytes key{0x00, 0x11};
    struct File {
        std::string text;
        std::string identity;
        std::string found;
    };
    for (const auto& [text, identity, found] : std::vector<File>{
             {"0011\n", "phone", "phone"},
             {"phone:0011\n", "phone", "phone"},
             {"phone:0011\n", "", "phone"},
             {"# mine\n#70686f6e65:0011\n", "", "phone"},
             {"phone:0011\ntablet:2233\n", "phone", "phone"},
         }) {
        CAPTURE(text);
        CHECK(credential_in_file(folder.write("phone.psk", text), identity) == Credential{found, key});
    }
    for (const auto& [text, message] : std::vector<Row>{
             {"", "this file has a key without an identity: give the identity with --identity"},
             {"0011", "this file has a key without an identity: give the identity with --identity"},
             {"phone:0011\ntablet:2233",
              "several identities have a key in this file: choose one with --identity ('phone', 'tablet')"},
             {"phone:001", not_hex},
             {"phone:", not_hex},
             {"#00:0011", "the identity: expected a text of 1 to 128 bytes without control characters"},
         }) {
        CAPTURE(text);
        const auto file = folder.write("phone.psk", text);
        CHECK(credential_in_file(file, "").error().message == file.string() + ": " + message);
    }
}

TEST_CASE("a key file that others may read is refused, as by the daemon")
{
    const CredentialsFolder folder;
    for (const unsigned mode : {0600U, 0400U, 0640U})
        CHECK(credential_in_file(folder.write("phone.psk", "0011", mode), "phone"));
    for (const unsigned mode : {0604U, 0644U, 0666U}) {
        const auto file = folder.write("phone.psk", "0011", mode);
        CHECK(credential_in_file(file, "phone").error().message ==
              file.string() + " can be used by every user of this machine: chmod o-rwx " + file.string());
    }
    CHECK(credential_in_file(folder.path("none.psk"), "phone").error().message ==
          folder.path("none.psk").string() + " does not exist");
}

TEST_CASE("a key of characters that looks like hex digits gets a hint, a short one a warning")
{
    const std::string hint = "the key looks like hex digits: use --key-hex if it is";
    for (const std::string key : {"0011223344556677", "00112233445566778899aabbccddeeFF", "0x1234"})
        CHECK(hex_hint(key) == hint);
    for (const std::string key : {"", "secret", "00112233445566", "001122334455667", "super-secret-key-12345"})
        CHECK(hex_hint(key).empty());
    CHECK(short_key_warning(Bytes(16)).empty());
    CHECK(short_key_warning(Bytes(1)) == "a key of 1 byte can be guessed: RFC 7925 asks for 16 bytes or more");
    CHECK(short_key_warning(Bytes(15)) == "a key of 15 bytes can be guessed: RFC 7925 asks for 16 bytes or more");
}

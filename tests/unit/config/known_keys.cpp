// SPDX-License-Identifier: MIT
/// Placeholders are refused wherever a key can stand, keys that everybody knows are told; others are neither.
#include "coapnode/config/known_key.hpp"
#include "config/config_folder.hpp"
#include "config/psk.hpp"
#include "yaml/unfilled.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

using namespace coapnode;
using coapnode::testing::ConfigFolder;
using Lines = std::vector<std::string>;

namespace {

const std::string unfilled{unfilled_complaint};
const std::string stand_in = "a placeholder, not a key";
const std::string words = "a key made of words that anybody would try";
const std::string pattern = "a key with a pattern that anybody would try";
const std::string published = "a key that is printed in manuals";
const std::string remedy = "; name a psk_file, and run coapnoded --init to create the key";

std::string identity(const std::string& key)
{
    return "dtls:\n  identities:\n  - identity: phone\n    " + key + "\n";
}

std::string hex_of(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        (hex += digits[byte >> 4]) += digits[byte & 0xf];
    }
    return hex;
}

}  // namespace

TEST_CASE("a placeholder is no key, in quotes or without, and no advice makes it one")
{
    const ConfigFolder folder;
    for (const auto* key : {"${COAP_PSK_PHONE}",
                            "${COAP_PSK_PHONE:-none}",
                            "coap-${PSK_PHONE}",
                            "$COAP_PSK_PHONE",
                            "$(cat /run/coap.psk)",
                            "{{ coap_psk_phone }}",
                            "{{coap_psk_phone}}",
                            "{% raw %}",
                            "<your-key>",
                            "<YOUR KEY HERE>",
                            "[your key]",
                            "%COAP_PSK_PHONE%",
                            "@COAP_PSK_PHONE@",
                            "__COAP_PSK_PHONE__",
                            "`pass coap/phone`",
                            "!secret coap_psk_phone",
                            "!vault",
                            "ENC[AES256_GCM,data:p673w==]",
                            "env:COAP_PSK_PHONE",
                            "vault:secret/coap#phone",
                            "op://home/coap/psk",
                            "file:///run/secrets/coap"}) {
        CAPTURE(key);
        const auto quoted = "'" + std::string{key} + "'";
        CHECK(folder.mistakes(identity("psk: " + quoted)) == Lines{"4:10: " + unfilled + remedy});
        CHECK(folder.mistakes(identity("psk_hex: " + quoted)) == Lines{"4:14: " + unfilled + remedy});
        CHECK(folder.mistakes(identity("psk_file: " + quoted)) == Lines{"4:15: " + unfilled});
        CHECK(folder.mistakes("device: {id: " + quoted + "}") == Lines{"1:14: " + unfilled});
        CHECK(folder.mistakes("dtls: {identities: [{identity: " + quoted + ", psk: hardly-a-secret-12345}]}") ==
              Lines{"1:32: " + unfilled});
    }
}

TEST_CASE("a placeholder that YAML takes for something else is told as one")
{
    const ConfigFolder folder;
    const std::string tags =
        "tags with which other programs fill in a value are not supported: a key belongs in a psk_file "
        "(coapnoded --init)";
    for (const auto& [key, told] : std::vector<std::pair<std::string, std::string>>{
             {"psk: {{ coap_psk }}", "4:10: " + unfilled},
             {"psk_hex: {{coap_psk}}", "4:14: " + unfilled},
             {"psk: ${COAP_PSK_PHONE}", "4:10: " + unfilled + remedy},
             {"psk: <your-key>", "4:10: " + unfilled + remedy},
             {"psk: !secret coap_psk", "4:10: " + tags},
             {"psk: !vault |\n      3061323363", "4:10: " + tags},
             {"psk_file: !env_var COAP_PSK", "4:15: " + tags},
             {"psk: ", "4:5: expected a key, not nothing"},
         }) {
        CAPTURE(key);
        CHECK(folder.mistakes(identity(key)) == Lines{told});
    }
    CHECK(folder.mistakes("device: {id: {{ host }}}") == Lines{"1:14: " + unfilled});
}

TEST_CASE("words that ask for a key are none, however long")
{
    const ConfigFolder folder;
    for (const auto* key : {"CHANGE_ME", "changeme", "change-me-change-me", "ChangeThisKey", "replace_me_please_1234",
                            "YOUR_SECRET_KEY_HERE", "TODO", "insert your key here", "example-psk-example"}) {
        CAPTURE(key);
        CHECK(folder.mistakes(identity("psk: " + std::string{key})) == Lines{"4:10: " + stand_in + remedy});
    }
    CHECK(folder.mistakes(identity("psk_hex: CHANGE_ME")) == Lines{"4:14: " + stand_in + remedy});
    CHECK(folder.mistakes(identity("psk_hex: " + hex_of("your-secret-key-here"))) ==
          Lines{"4:14: " + stand_in + remedy});
}

TEST_CASE("keys that anybody tries are taken, and told")
{
    const ConfigFolder folder;
    for (const auto& [hex, told] : std::vector<std::pair<std::string, std::string>>{
             {hex_of("super-secret-key-12345"), words},
             {hex_of("my_dtls_pre-shared-key"), words},
             {hex_of("password123password"), words},
             {"00112233445566778899aabbccddeeff", pattern},
             {"000102030405060708090a0b0c0d0e0f", pattern},
             {"0102030405060708090A0B0C0D0E0F10", pattern},
             {"0f0e0d0c0b0a09080706050403020100", pattern},
             {"00000000000000000000000000000000", pattern},
             {std::string(128, 'f'), pattern},
             {"deadbeefdeadbeefdeadbeefdeadbeef", pattern},
             {"0123456789abcdef0123456789abcdef", pattern},
             {"0123456789abcdef0123456789abcdef01", pattern},
             {hex_of("0123456789abcdef"), pattern},
             {hex_of("1234567890123456"), pattern},
             {hex_of("abcdefghijklmnop"), pattern},
             {hex_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"), pattern},
             {hex_of("qwertyuiopasdfgh"), pattern},
             {hex_of("9876543210987654"), pattern},
             {"9e32cf7786321a828ef7668f09fb35db", published},
             {"2B7E151628AED2A6ABF7158809CF4F3C", published},
         }) {
        CAPTURE(hex);
        const auto config = folder.load(identity("psk_hex: '" + hex + "'"));
        REQUIRE(config);
        CHECK(weak_key_complaint(config->dtls.identities.front().key) == told);
    }
}

TEST_CASE("other keys are taken")
{
    for (const auto* key :
         {"the key of ann, long enough", "correct horse battery staple", "8273645192837465", "hardly-a-secret-12345",
          "10112233445566778899aabbccddeeff", "my dog's birthday is my key", "$2y$10$N9qo8uLOickgx2ZMRZoMye",
          "<8Kq!)z@1mWx#4~v>", "%Kq8z1mWx4v9LpT2%", "KEY-of-the-garden"}) {
        CAPTURE(key);
        const auto read = psk_from_text(key);
        REQUIRE(read);
        CHECK(weak_key_complaint(*read).empty());
    }
}

TEST_CASE("keys that are made at random are taken")
{
    std::mt19937 random{20261126};  // a fixed seed: the same keys in each run
    constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 2000; ++i) {
        Psk key(16);
        std::string text(22, ' ');
        for (auto& byte : key)
            byte = static_cast<std::uint8_t>(random());
        for (auto& letter : text)
            letter = base64[random() % base64.size()];
        CHECK(weak_key_complaint(key).empty());
        CHECK(psk_from_text(text));
        CHECK(psk_from_text(hex_of({reinterpret_cast<const char*>(key.data()), key.size()})));
    }
}

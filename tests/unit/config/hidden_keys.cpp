// SPDX-License-Identifier: MIT
#include "coapnode/config/hidden_keys.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

const std::string hex = "00112233445566778899aabbccddeeff";

std::string in_identity(const std::string& key_line)
{
    return "dtls:\n  identities:\n    - identity: ops\n      " + key_line + "\n      role: admin\n";
}

}  // namespace

TEST_CASE("a key is hidden in every form it can have, and comes back where it was")
{
    const std::string texts[] = {
        in_identity("psk_hex: " + hex),
        in_identity("psk_hex:    " + hex + "   # made in May"),
        in_identity("psk: \"a \\\"secret\\\" of 16 #\""),
        in_identity("psk: 'it''s a secret, of 16'"),
        in_identity("psk: plain secret of 16"),
        "dtls: {identities: [{identity: ops, psk_hex: " + hex + ", role: admin}]}\n",
        "dtls: {identities: [{psk: 'a}secret,of]16 bytes', identity: ops}]}",
        "\xEF\xBB\xBF"
        "device: {title: Küche}\n" +
            in_identity("psk_hex: " + hex),
        "device: {title: K\xC3\xBC}\ndtls: {identities: [{identity: \xC3\xBC, psk_hex: " + hex + "}]}\r\n",
        "device: {id: none}\n",
    };
    for (const auto& text : texts) {
        CAPTURE(text);
        const auto hidden = hide_keys(text);
        REQUIRE(hidden);
        CHECK(hidden->find("secret") == std::string::npos);
        CHECK(hidden->find(hex) == std::string::npos);
        CHECK((hidden->find("(hidden)") != std::string::npos) == (text.find("psk") != std::string::npos));
        CHECK(restore_keys(*hidden, text) == text);
    }
}

TEST_CASE("a key file's name, a role and what stands around a key stay")
{
    CHECK(hide_keys(in_identity("psk_file: ops.psk")).value() == in_identity("psk_file: ops.psk"));
    CHECK(hide_keys(in_identity("psk_hex: " + hex + " # May")).value() == in_identity("psk_hex: (hidden) # May"));
}

TEST_CASE("what was switched off is hidden, too")
{
    CHECK(hide_keys("#dtls:\n  #psk: an old secret, of 16\n").value() == "#dtls:\n  #psk: (hidden)\n");
    CHECK(hide_keys("device: {} # psk_hex: " + hex).value() == "device: {} # psk_hex: (hidden)");
}

TEST_CASE("what cannot be hidden is not shown")
{
    for (const auto& text :
         {in_identity("psk: a secret\n        of two lines"), in_identity("psk: |\n        a secret of 16"),
          in_identity("psk: \"never closed"), std::string{"dtls: ["}}) {
        CAPTURE(text);
        CHECK_FALSE(hide_keys(text));
    }
}

TEST_CASE("keys come back by identity, whatever else changed; a new identity has none")
{
    const auto before = "dtls:\n  identities:\n    - {identity: a, psk_hex: " + hex +
                        "}\n    - {identity: b, psk: 'the key of b, 16'}\n";
    const std::string edited =
        "device: {title: new}\ndtls:\n  identities:\n    - {identity: b, psk: (hidden)}\n"
        "    - {identity: a, psk_hex: ffffffffffffffffffffffffffffffff}\n    - {identity: c, psk: (hidden)}\n";
    CHECK(restore_keys(edited, before) ==
          "device: {title: new}\ndtls:\n  identities:\n    - {identity: b, psk: 'the key of b, 16'}\n"
          "    - {identity: a, psk_hex: ffffffffffffffffffffffffffffffff}\n    - {identity: c, psk: (hidden)}\n");
}

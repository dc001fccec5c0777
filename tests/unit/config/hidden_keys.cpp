// SPDX-License-Identifier: MIT
/// What /config shows of the keys in a configuration, and how they come back.
#include "coapnode/config/file/hidden_keys.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

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
    const std::string long_line(1000, 'x');
    const std::string texts[] = {
        in_identity("psk_hex: " + hex),
        in_identity("psk_hex:    " + hex + "   # made in May"),
        in_identity("psk:\t" + hex + "\t# made in May"),
        in_identity("psk: \"a \\\"secret\\\" of 16 #\""),
        in_identity("psk: 'it''s a secret, of 16'"),
        in_identity("psk: plain secret of 16"),
        in_identity("psk: plain, secret]of}16#"),
        in_identity("? psk\n      : plain secret of 16"),
        in_identity("psk:\n        plain secret of 16"),
        "dtls: {identities: [{identity: ops, psk_hex: " + hex + ", role: admin}]}\n",
        "dtls: {identities: [{identity: \"ops#1\", psk_hex: " + hex + ", role: admin}]}\n",
        "dtls: {identities: [{identity: 'ops #1', psk_hex: " + hex + "}]}#end",
        "dtls: {identities: [{psk: 'a}secret,of]16 bytes', identity: ops}]}",
        R"({"dtls":{"identities":[{"identity":"ops","psk":"a secret of 16"}]}})",
        "device: {title: \"use # psk: for keys\"}\n" + in_identity("psk_hex: " + hex),
        "{device: {title: " + long_line +
            "äöü}, dtls: {identities: [{identity: a, psk: 'secret of a, 16'}, {identity: "
            "b, psk: \"another secret of 16\"}]}}",
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
        CHECK(restore_keys(*hidden, text).value() == text);
        CHECK(restore_keys(*hidden + "\n# more", text).value() == text + "\n# more");
    }
}

TEST_CASE("a key file's name, a role and what stands around a key stay")
{
    CHECK(hide_keys(in_identity("psk_file: ops.psk")).value() == in_identity("psk_file: ops.psk"));
    CHECK(hide_keys(in_identity("psk_hex: " + hex + "\n      # May")).value() ==
          in_identity("psk_hex: (hidden)\n      # May"));
}

TEST_CASE("what cannot be hidden is not shown")
{
    for (const auto& text :
         {in_identity("psk: a secret\n        of two lines"), in_identity("psk: |\n        a secret of 16"),
          in_identity("psk: \"never closed"), std::string{"dtls: ["},
          "device: {title: my secret of 16 bytes}\n" + in_identity("psk: secret of 16 bytes"),
          "a secret of 16 bytes: {}\n" + in_identity("psk: secret of 16 bytes")}) {
        CAPTURE(text);
        const auto hidden = hide_keys(text);
        REQUIRE_FALSE(hidden);
        CHECK(hidden.error() == Errc::not_stored);
    }
}

TEST_CASE("keys come back by identity, whatever else changed; a new identity has none")
{
    const auto before = "dtls:\n  identities:\n    - {identity: a, psk_hex: " + hex +
                        "}\n    - {identity: b, psk: 'the key of b, 16'}\n";
    const std::string edited =
        "device: {title: new}\ndtls:\n  identities:\n    - {identity: b, psk: (hidden)}\n"
        "    - {identity: a, psk_hex: ffffffffffffffffffffffffffffffff}\n    - {identity: c, psk: (hidden)}\n";
    CHECK(restore_keys(edited, before).value() ==
          "device: {title: new}\ndtls:\n  identities:\n    - {identity: b, psk: 'the key of b, 16'}\n"
          "    - {identity: a, psk_hex: ffffffffffffffffffffffffffffffff}\n    - {identity: c, psk: (hidden)}\n");
}

TEST_CASE("a key comes back under its own name alone: as another it would be another key")
{
    CHECK(restore_keys(in_identity("psk: (hidden)"), in_identity("psk_hex: " + hex)).value() ==
          in_identity("psk: (hidden)"));
    CHECK(restore_keys(in_identity("psk_hex: (hidden)"), in_identity("psk: " + hex)).value() ==
          in_identity("psk_hex: (hidden)"));
}

TEST_CASE("a key is the same wherever it comes back")
{
    struct Row {
        std::string before;
        std::string sent;
        std::string after;
    };
    const auto in_brackets = [](const std::string& key) {
        return "dtls: {identities: [{identity: ops, psk: " + key + "}]}";
    };
    for (const auto& [before, sent, after] : {
             Row{in_identity("psk: the key, more]x}y"), in_identity("psk:   '(hidden)'  # as it was"),
                 in_identity("psk:   the key, more]x}y  # as it was")},
             Row{in_identity("psk: the key, more]x}y"), in_brackets("(hidden)"), in_brackets("\"the key, more]x}y\"")},
             Row{in_identity("psk: the \"key\" \\ of, 16"), in_brackets("(hidden)"),
                 in_brackets("\"the \\\"key\\\" \\\\ of, 16\"")},
             Row{in_identity("psk: the key\n        of two lines"), in_identity("psk: (hidden)"),
                 in_identity("psk: \"the key of two lines\"")},
             Row{in_identity("psk: >-\n        the key: of 16"), in_identity("psk: (hidden)"),
                 in_identity("psk: \"the key: of 16\"")},
             Row{in_identity("psk: \"the key\\\n        of 16\""), in_brackets("(hidden)"),
                 in_brackets("\"the keyof 16\"")},
             Row{in_brackets("'it''s the key of'"), in_identity("psk: \"(hidden)\""),
                 in_identity("psk: 'it''s the key of'")},
         }) {
        CAPTURE(before);
        CAPTURE(sent);
        CHECK(restore_keys(sent, before).value() == after);
    }
}

TEST_CASE("what would not come back as it was is refused")
{
    const auto restored = restore_keys(in_identity("psk: |-\n        (hidden)"), in_identity("psk: the key of 16"));
    REQUIRE_FALSE(restored);
    CHECK(restored.error() ==
          Error{Errc::not_stored, "a hidden key cannot be put back there: write it again, in quotes"});
}

TEST_CASE("what is not YAML, now or before, is left to those who tell of it")
{
    CHECK(restore_keys("dtls: [", in_identity("psk: the key of 16")).value() == "dtls: [");
    CHECK(restore_keys(in_identity("psk: (hidden)"), in_identity("psk: \"\" # none")).value() ==
          in_identity("psk: \"\""));
    CHECK(restore_keys(in_identity("psk: (hidden)"), "dtls: [").value() == in_identity("psk: (hidden)"));
}

// SPDX-License-Identifier: MIT
/// Keys in comments: hidden as far as they can be known for one, and put back where they were.
#include "coapnode/config/file/hidden_keys.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace coapnode;

namespace {

const std::string hex = "00112233445566778899aabbccddeeff";

std::string repeated(std::string_view line, std::ptrdiff_t count)
{
    std::string text;
    for (std::ptrdiff_t i = 0; i < count; ++i)
        text += line;
    return text;
}

}  // namespace

TEST_CASE("what was switched off is hidden, in whatever way it was written")
{
    struct Row {
        std::string text;
        std::string shown;
    };
    for (const auto& [text, shown] : std::vector<Row>{
             {"#dtls:\n  #psk: KEY\n", "#dtls:\n  #psk: (hidden)\n"},
             {"# - {\"identity\": \"eve\", \"psk\": \"KEY\"}", "# - {\"identity\": \"eve\", \"psk\": (hidden)"},
             {"# {identity: eve, psk:KEY}", "# {identity: eve, psk:(hidden)"},
             {"# 'psk': KEY", "# 'psk': (hidden)"},
             {"# psk : KEY", "# psk : (hidden)"},
             {"# psk:\tKEY", "# psk:\t(hidden)"},
             {"# PSK=KEY", "# PSK=(hidden)"},
             {"# psk_hex: KEY\r\n", "# psk_hex: (hidden)\r\n"},
             {"# psk_old: KEY", "# psk(hidden)"},
             {"# psk_file: a.psk, psk: KEY", "# psk_file: a.psk, psk: (hidden)"},
             {"# was psk KEY", "# was psk (hidden)"},
             {"device:\n  id: |-#psk: KEY\n    a\n", "device:\n  id: |-#psk: (hidden)\n    a\n"},
             {"device: {}#psk: KEY", "device: {}#psk: (hidden)"},
             {"device: {} # psk_hex: " + hex, "device: {} # psk_hex: (hidden)"},
             {"# ops:" + hex + ", 0x" + hex + "00", "# ops:(hidden), 0x(hidden)"},
             {"# psk: >-\n#   KEY\n#   KEY\n# role: read", "# psk: >-\n#   (hidden)\n#   (hidden)\n# role: read"},
             {"#   psk: |\n\n#     k: KEY\n", "#   psk: (hidden)\n\n#     (hidden)\n"},
             {"# - {psk:\n#   KEY}\n# - {identity: b}", "# - {psk:\n#   (hidden)\n# - {identity: b}"},
             {"# psk:\n#   a psk KEY", "# psk:\n#   (hidden)"},
             {"# {a: b, psk: KEY}\n# {c: d, psk: KEY}", "# {a: b, psk: (hidden)\n# {c: d, psk: (hidden)"},
             {"#psk: >-\ndevice: {}\n# the living room", "#psk: (hidden)\ndevice: {}\n# the living room"},
         }) {
        CAPTURE(text);
        // The word behind psk: of a block is hidden as anything else would be.
        auto expected = shown;
        if (const auto sign = expected.find(">-"); sign != std::string::npos) expected.replace(sign, 2, "(hidden)");
        CHECK(hide_keys(text).value() == expected);
        CHECK(restore_keys(expected + "\n# more", text).value() == text + "\n# more");
    }
}

TEST_CASE("what is about keys and holds none is shown")
{
    for (const std::string_view text :
         {"#psk_file: gateway.psk\n#role: control\n", "# lines IDENTITY:HEX as psktool writes them\n# and more\n",
          "# id 0011223344556677 of the chip\n", "device: {title: 'no # psk: of mine'}\n", "device: {id: a#psk}\n"}) {
        CAPTURE(text);
        CHECK(hide_keys(text).value() == text);
    }
}

TEST_CASE("the key in use, and what was noted beside it, is hidden in comments")
{
    const std::string text =
        "dtls:\n  identities:\n    # ops was told 'a secret, of 16 bytes' by phone\n    - identity: ops\n"
        "      psk: a secret, of 16 bytes # was KEY\n      # or KEY\n      role: admin # the boss\n    - {identity: b, "
        "# b\n"
        "       psk: #secret of b, 16\n         '#secret of b, 16'} # KEY\n    #secret of b, 16\n";
    const std::string shown =
        "dtls:\n  identities:\n    # ops was told '(hidden)' by phone\n    - identity: ops\n"
        "      psk: (hidden) # (hidden)\n      # (hidden)\n      role: admin # the boss\n    - {identity: b, # b\n"
        "       psk: # (hidden)\n         (hidden)} # (hidden)\n    #(hidden)\n";
    CHECK(hide_keys(text).value() == shown);
    CHECK(restore_keys(shown + "# more", text).value() == text + "# more");
}

TEST_CASE("a longer key with another one in it is hidden whole")
{
    const std::string keys =
        "dtls: {identities: [{identity: a, psk: secret secret 16}, "
        "{identity: b, psk: my secret secret 16 of b}]}\n";
    CHECK(hide_keys(keys + "# my secret secret 16 of b").value().ends_with("\n# (hidden)"));
}

TEST_CASE("hidden comments come back where they were moved to")
{
    const std::string before =
        "dtls:\n  identities:\n"
        "    # - identity: eve\n    #   psk: key of eve\n"
        "    # - identity: bob\n    #   psk: key of bob\n"
        "    - identity: ann\n      psk: the key of ann, 16 # before: KEY A\n"
        "    - identity: cat\n      psk: the key of cat, 16 # before: KEY C\n";
    const std::string eve = "    # - identity: eve\n    #   psk: (hidden)\n";
    const std::string bob = "    # - identity: bob\n    #   psk: (hidden)\n";
    const std::string ann = "    - identity: ann\n      psk: (hidden) # (hidden)\n";
    const std::string cat = "    - identity: cat\n      psk: (hidden) # (hidden)\n";
    const std::string new_cat = "    - identity: cat\n      psk: a new key of cat, 16 # (hidden)\n";
    const std::string head = "dtls:\n  identities:\n";
    struct Row {
        std::string sent;
        std::vector<std::string> in_order;
    };
    for (const auto& [sent, in_order] : std::vector<Row>{
             {head + eve + bob + ann + cat, {"key of eve", "key of bob", "KEY A", "KEY C"}},
             {"device: {}\n" + head + eve + bob + ann + cat, {"key of eve", "key of bob", "KEY A", "KEY C"}},
             {head + bob + eve + cat + ann, {"key of bob", "key of eve", "KEY C", "KEY A"}},
             {head + bob + cat, {"key of bob", "KEY C"}},
             {head + ann + new_cat, {"KEY A", "a new key of cat", "KEY C"}},
         }) {
        CAPTURE(sent);
        const auto restored = restore_keys(sent, before);
        REQUIRE(restored);
        CHECK(restored->find("(hidden)") == std::string::npos);
        std::size_t at = 0;
        for (const auto& part : in_order) {
            CAPTURE(part);
            at = restored->find(part, at);
            REQUIRE(at != std::string::npos);
        }
    }
}

TEST_CASE("a comment that is not known, or not for certain, is not guessed")
{
    const std::string before = "# one\n# psk: KEY 1\n\n# two\n# psk: KEY 2\n";
    CHECK(restore_keys("# two\n# a psk: (hidden)\n", before).error() ==
          Error{Errc::bad_body,
                "line 2: the hidden part of this comment is not known: write it again, or remove "
                "the comment"});
    CHECK(restore_keys("# psk: (hidden)\n", before).error() ==
          Error{Errc::bad_body,
                "line 1: the hidden part of this comment is not clear: write it again, or remove "
                "the comment"});
    const std::string same = "# one\n# psk: KEY 1\n\n# two\n# psk: KEY 1\n";
    CHECK(restore_keys("# psk: (hidden)\n", same).value() == "# psk: KEY 1\n");
}

TEST_CASE("so many comments may hide something, and no more")
{
    const auto some = repeated("# psk: KEY\n", max_hidden_comments);
    const auto hidden = hide_keys(some);
    REQUIRE(hidden);
    CHECK(restore_keys("#\n" + *hidden, some).value() == "#\n" + some);
    CHECK(hide_keys(some + "# psk: KEY\n").error() == Errc::not_stored);
    CHECK(restore_keys(*hidden + "# psk: (hidden)\n", some).error() == Errc::bad_body);
}

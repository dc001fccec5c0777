// SPDX-License-Identifier: MIT
#include "psk/key_file.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("hex digits of any size")
{
    CHECK(bytes_of_hex_key("00fFa1") == Psk{0x00, 0xff, 0xa1});
    CHECK(bytes_of_hex_key("07") == Psk{0x07});
    CHECK(bytes_of_hex_key(std::string(200, '1'))->size() == 100);
    for (const std::string text : {"", "0", "000", "0x00", "00 11", "0g", " 00", "-1"}) {
        CAPTURE(text);
        CHECK(bytes_of_hex_key(text).error().message == "expected a key of hex digits (0-9, a-f), two per byte");
    }
}

TEST_CASE("the identities of a key file")
{
    struct Row {
        std::string text;
        Names names;
    };
    for (const auto& [text, names] : std::vector<Row>{
             {"", {}},
             {"0011\n", {}},
             {"phone:0011", {"phone"}},
             {"phone:0011\r\ntablet:2233\n", {"phone", "tablet"}},
             {"\xef\xbb\xbfphone:0011", {"phone"}},
             {"# keys: of the house\nphone:0011\n\n", {"phone"}},
             {"#706c656e:0011", {"plen"}},
             {"#70656:0011", {}},
             {"a:b:0011", {"a:b"}},
             {":0011", {}},
         }) {
        CAPTURE(text);
        CHECK(identities_in_key_file(text) == names);
    }
    CHECK(
        !identities_in_key_file("\xff\xfe"
                                "0"));
}

TEST_CASE("every name of a key file finds its digits")
{
    const std::string text = "# of the house\nphone:0011\n#74c3bc72:2233\na:b:4455\n";
    CHECK(hex_in_key_file(text, "phone") == "0011");
    CHECK(hex_in_key_file(text, "t\xc3\xbcr") == "2233");
    CHECK(hex_in_key_file(text, "#74c3bc72") == "2233");
    CHECK(hex_in_key_file(text, "a:b") == "4455");
    CHECK(hex_in_key_file(text, "a").error().message == "no line 'a:HEX' as psktool writes it, nor hex digits only");
    CHECK(hex_in_key_file("# mine\n 0011 \n", "whoever") == "0011");
}

TEST_CASE("a file that is not there")
{
    const TemporaryDirectory folder;
    const auto file = folder.path() / "phone.psk";
    CHECK(read_key_file(file).error().message == file.string() + " does not exist");
}

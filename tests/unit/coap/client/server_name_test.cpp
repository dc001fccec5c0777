// SPDX-License-Identifier: MIT
#include "coap/client/server_name.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    while (times-- != 0)
        all += text;
    return all;
}

}  // namespace

TEST_CASE("a DNS host name is said in the handshake")
{
    const auto label_of_63 = repeated("a", 63);
    const auto name_of_253 = repeated(repeated("a", 62) + ".", 4) + "b";
    REQUIRE(name_of_253.size() == 253);
    for (const auto& name :
         {std::string{"localhost"}, std::string{"pi.local"}, std::string{"PI-4.example.org"}, std::string{"3com.4x"},
          std::string{"a"}, std::string{"xn--bcher-kva.example"}, label_of_63 + ".local", name_of_253}) {
        CAPTURE(name);
        CHECK(server_name_of(name) == name);
        CHECK(server_name_of(name + '.') == name);  // RFC 6066: without a trailing dot
    }
}

TEST_CASE("what is no DNS host name is not said")
{
    for (const auto& name :
         {std::string{}, std::string{"."}, std::string{"under_score.local"},
          std::string{"b\xc3\xbc"
                      "cher.example"},
          std::string{"a b"}, std::string{"a:b"}, std::string{"a..b"}, std::string{".a"}, std::string{"a.."},
          std::string{"-a.local"}, std::string{"a-.local"}, std::string{"127.0.0.1"}, std::string{"127.1"},
          std::string{"2130706433"}, std::string{"fd00::7"}, std::string{"a\0b", 3}, repeated("a", 64) + ".local",
          repeated(repeated("a", 62) + ".", 4) + "bc"}) {
        CAPTURE(name);
        CHECK(server_name_of(name).empty());
    }
}

// SPDX-License-Identifier: MIT
#include "credentials/host_pattern.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

struct Row {
    std::string text;
    std::string host;
};

}  // namespace

TEST_CASE("hosts as people write them")
{
    for (const auto& [text, host] : std::vector<Row>{
             {"pi.local", "pi.local"},
             {"PI.Local", "pi.local"},
             {"192.168.1.5", "192.168.1.5"},
             {"[FD00:0::5]", "fd00::5"},
             {"fd00::5", "fd00::5"},
             {"[fe80::1%25eth0]", "fe80::1%eth0"},
             {"fe80::1%Eth0", "fe80::1%Eth0"},
             {"*", "*"},
             {"Pi-?.local", "pi-?.local"},
             {"192.168.1.*", "192.168.1.*"},
             {"fd00::*", "fd00::*"},
             {"[fd00::*]", "fd00::*"},
             {std::string(253, '*'), std::string(253, '*')},
         }) {
        CAPTURE(text);
        CHECK(host_pattern(text) == host);
    }
}

TEST_CASE("what is no host is not repeated: by a slip it is a key")
{
    for (const auto& text :
         {std::string{}, std::string{"[]"}, std::string{"coaps://pi.local"}, std::string{"coaps://*.local"},
          std::string{"pi.local:5684"}, std::string{"*.local:5684"}, std::string{"[::1]:5684"},
          std::string{"pi.local/led"}, std::string{"a b"}, std::string{"* b"}, std::string{"me@pi"},
          std::string{"me@*"}, std::string{"*\n"}, std::string{"\xff*"}, std::string{"1.2.3.400"}, std::string{"pi#"},
          std::string(254, '*'), std::string(254, 'x')}) {
        CAPTURE(text);
        REQUIRE(!host_pattern(text));
        CHECK(host_pattern(text).error().message ==
              "expected a host such as pi.local or 192.168.1.*, without coaps:// and without a port");
    }
}

TEST_CASE("* stands for any bytes or none, ? for one")
{
    struct Fit {
        std::string text;
        std::string pattern;
        bool fits;
    };
    for (const auto& [text, pattern, fits] : std::vector<Fit>{
             {"pi.local", "pi.local", true},
             {"pi.local", "pi.loca", false},
             {"pi.local", "pi.locall", false},
             {"pi.local", "*", true},
             {"", "*", true},
             {"", "?", false},
             {"", "", true},
             {"pi.local", "*.local", true},
             {"pi.local", "pi.*", true},
             {"pi.local", "*l", true},
             {"pi.local", "*x", false},
             {"pi.local", "p?.local", true},
             {"p.local", "p?.local", false},
             {"192.168.1.5", "192.168.1.*", true},
             {"192.168.10.5", "192.168.1.*", false},
             {"192.168.1.", "192.168.1.*", true},
             {"abcabd", "*abd", true},
             {"abcabd", "a*b?", true},
             {"abcabd", "a*c?", false},
             {"mississippi", "m*iss*pi", true},
             {"mississippi", "m*iss*ip", false},
             {"ab", "a**b", true},
             {std::string(253, 'a') + "b", std::string(60, '*') + "c", false},
         }) {
        CAPTURE(text);
        CAPTURE(pattern);
        CHECK(fits_pattern(text, pattern) == fits);
    }
}

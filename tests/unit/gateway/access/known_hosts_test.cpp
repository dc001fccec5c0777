// SPDX-License-Identifier: MIT
#include "gateway/access/known_hosts.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const KnownHosts hosts{"Pi", {"gateway.example", "xn--kche-0ra.example"}};

}  // namespace

TEST_CASE("addresses, this machine's names and those listed are known")
{
    for (const auto* host : {"192.0.2.1",
                             "192.0.2.1:8080",
                             "127.0.0.1",
                             "[::1]",
                             "[::1]:8080",
                             "[FE80::1]",
                             "[fe80::1%eth0]:80",
                             "[fe80::1%25eth0]",
                             "[::ffff:192.0.2.1]",
                             "localhost",
                             "localhost:8080",
                             "LocalHost",
                             "localhost.",
                             "pi",
                             "PI:80",
                             "pi.",
                             "pi.local",
                             "Pi.Local.:8080",
                             "gateway.example",
                             "Gateway.Example:443",
                             "gateway.example.",
                             "gateway.example:",
                             "xn--kche-0ra.example",
                             " pi "}) {
        CAPTURE(host);
        CHECK(is_known_host(host, hosts));
    }
}

TEST_CASE("every other name, and what is no name, is not")
{
    for (const auto* host : {"",
                             ":",
                             ":8080",
                             "evil.example",
                             "pi.evil.example",
                             "pi.local.evil.example",
                             "evil.pi",
                             "localhost.evil.example",
                             "evil.localhost",
                             "a.gateway.example",
                             "gateway.example.evil",
                             "192.0.2.1.evil.example",
                             "pi..",
                             "localhost:99999",
                             "localhost:-1",
                             "localhost:80x",
                             "localhost:80:80",
                             "localhost@evil.example",
                             "evil@localhost",
                             "localhost/evil",
                             "pi,evil.example",
                             "pi evil",
                             "http://pi",
                             "[::1",
                             "::1",
                             "fd00::5",
                             "[::1]evil",
                             "[::1]:99999",
                             "[pi]",
                             "[192.0.2.1]",
                             "[]",
                             "192.0.2.1.",
                             "127.1",
                             "0x7f.0.0.1",
                             "2130706433",
                             "192.0.2.256",
                             "*"}) {
        CAPTURE(host);
        CHECK(!is_known_host(host, hosts));
    }
    CHECK(!is_known_host(std::string("pi\0.evil", 8), hosts));
}

TEST_CASE("a machine's name may have a domain, or be missing")
{
    const KnownHosts full{"pi.home.example", {}};
    CHECK(is_known_host("pi.home.example", full));
    CHECK(is_known_host("pi", full));
    CHECK(is_known_host("pi.local", full));
    CHECK(!is_known_host("home.example", full));
    CHECK(!is_known_host("pi.home", full));
    CHECK(!is_known_host(".local", KnownHosts{}));
    CHECK(!is_known_host(".", KnownHosts{}));
    CHECK(is_known_host("localhost", KnownHosts{}));
}

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/client_hosts.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Row {
    std::vector<Listen> listen;
    std::string here;   ///< empty: none
    std::string there;  ///< empty: none
};

}  // namespace

TEST_CASE("the host and the port that a client is to name")
{
    const std::vector<Row> rows{
        {{{"::", 5684}}, "127.0.0.1", "pi.local"},
        {{{"0.0.0.0", 5684}}, "127.0.0.1", "pi.local"},
        {{{"::", 7000}}, "127.0.0.1:7000", "pi.local:7000"},
        {{{"127.0.0.1", 5684}}, "127.0.0.1", ""},
        {{{"127.0.0.7", 7000}}, "127.0.0.7:7000", ""},
        {{{"::1", 5684}}, "localhost", ""},
        {{{"192.168.1.5", 5684}}, "192.168.1.5", "192.168.1.5"},
        {{{"127.0.0.1", 7000}, {"192.168.1.5", 7001}}, "127.0.0.1:7000", "192.168.1.5:7001"},
        {{{"fd00::5", 5684}}, "pi.local", "pi.local"},
        {{}, "", ""},
    };
    for (const auto& [listen, here, there] : rows) {
        CAPTURE(here);
        CAPTURE(there);
        const auto hosts = client_hosts(listen, "pi");
        CHECK(hosts.here.value_or("") == here);
        CHECK(hosts.there.value_or("") == there);
    }
}

// SPDX-License-Identifier: MIT
#include "directory/registered_base.hpp"

#include "coapnode/core/ip_address.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("what a directory is told of where the node is")
{
    struct Row {
        std::string local;
        std::vector<Listen> coap;
        std::vector<Listen> dtls;
        std::optional<std::string> base;
    };
    const std::vector<Listen> none;
    const std::vector<Row> rows{
        {"10.0.0.7", {{"::", 5683}}, none, "coap://10.0.0.7:5683"},
        {"fd00::7", {{"::", 61616}}, none, "coap://[fd00::7]:61616"},
        {"10.0.0.7", {{"127.0.0.1", 1}, {"10.0.0.7", 2}, {"0.0.0.0", 3}}, none, "coap://10.0.0.7:2"},
        {"10.0.0.7", {{"192.168.1.2", 1}}, none, "coap://192.168.1.2:1"},
        {"10.0.0.7", {{"192.168.1.2", 1}, {"0.0.0.0", 2}}, none, "coap://10.0.0.7:2"},
        {"10.0.0.7", {{"::ffff:192.168.1.2", 1}}, none, "coap://192.168.1.2:1"},
        {"10.0.0.7", {{"192.168.1.2", 0}, {"192.168.1.3", 1}}, none, "coap://192.168.1.3:1"},
        {"fd00::7", {{"fe80::1%eth0", 1}}, none, "coap://[fe80::1]:1"},
        {"10.0.0.7", {{"fd00::7", 1}}, none, std::nullopt},
        {"fd00::7", {{"0.0.0.0", 1}}, none, std::nullopt},
        {"fd00::7", {{"0.0.0.0", 1}, {"::", 2}}, none, "coap://[fd00::7]:2"},
        {"10.0.0.7", {{"127.0.0.1", 1}}, none, std::nullopt},
        {"127.0.0.1", {{"127.0.0.1", 1}}, none, "coap://127.0.0.1:1"},
        {"10.0.0.7", {{"::", 0}}, none, std::nullopt},
        {"10.0.0.7", none, {{"::", 5684}}, "coaps://10.0.0.7:5684"},
        {"10.0.0.7", {{"127.0.0.1", 1}}, {{"::", 5684}}, "coaps://10.0.0.7:5684"},
        {"10.0.0.7", {{"::", 5683}}, {{"::", 5684}}, "coap://10.0.0.7:5683"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.local);
        DtlsConfig dtls;
        dtls.listen = row.dtls;
        dtls.identities.resize(1);
        CoapConfig coap;
        coap.listen = row.coap;
        CHECK(base_towards(*parse_address(row.local), coap, dtls) == row.base);
    }
    DtlsConfig closed;
    CHECK_FALSE(base_towards(*parse_address("10.0.0.7"), CoapConfig{{}}, closed));
}

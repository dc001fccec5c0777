// SPDX-License-Identifier: MIT
#include "http/framing.hpp"

#include "coapnode/http/status.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

using namespace coapnode;
using namespace coapnode::http;

namespace {

struct Row {
    HttpFields fields;  ///< besides Host
    bool is_fine;
};

HttpFields with_host(HttpFields fields)
{
    fields.insert(fields.begin(), {"host", "pi"});
    return fields;
}

}  // namespace

TEST_CASE("fields that leave no doubt about the end of a request, and others")
{
    const std::vector<Row> rows{
        {{}, true},
        {{{"accept", "*/*"}, {"accept", "text/plain"}}, true},
        {{{"x", ""}}, true},
        {{{"x", "a\tb \x80\xff"}}, true},
        {{{"content-length", "0"}}, true},
        {{{"content-length", "007"}}, true},
        {{{"transfer-encoding", "chunked"}}, true},
        {{{"transfer-encoding", "Chunked"}}, true},
        // RFC 9112 section 6.3
        {{{"content-length", "1"}, {"content-length", "1"}}, false},
        {{{"content-length", "1"}, {"content-length", "2"}}, false},
        {{{"content-length", "1, 1"}}, false},
        {{{"content-length", ""}}, false},
        {{{"content-length", "+1"}}, false},
        {{{"content-length", "-1"}}, false},
        {{{"content-length", "1 1"}}, false},
        {{{"content-length", "0x10"}}, false},
        {{{"content-length", "1.0"}}, false},
        {{{"content-length", "1e3"}}, false},
        {{{"content-length", "5"}, {"transfer-encoding", "chunked"}}, false},
        {{{"transfer-encoding", "chunked"}, {"content-length", "5"}}, false},
        {{{"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}, false},
        {{{"transfer-encoding", "chunked"}, {"transfer-encoding", "identity"}}, false},
        {{{"transfer-encoding", "gzip, chunked"}}, false},
        {{{"transfer-encoding", "chunked, identity"}}, false},
        {{{"transfer-encoding", "identity"}}, false},
        {{{"transfer-encoding", "xchunked"}}, false},
        {{{"transfer-encoding", "chunked;q=1"}}, false},
        {{{"transfer-encoding", "\"chunked\""}}, false},
        {{{"transfer-encoding", ""}}, false},
        // RFC 9112 section 3.2, RFC 9110 section 5
        {{{"host", "pi"}}, false},
        {{{"host", "other"}}, false},
        {{{"content-length ", "1"}}, false},
        {{{"transfer-encoding\t", "chunked"}}, false},
        {{{" host", "pi"}}, false},
        {{{"", "x"}}, false},
        {{{"a\x01", "x"}}, false},
        {{{"a/b", "x"}}, false},
        {{{"\xc3\xa4", "x"}}, false},
        {{{"x", "a\rb"}}, false},
        {{{"x", "a\nb"}}, false},
        {{{"x", std::string{"a\0b", 3}}}, false},
        {{{"x", "a\x7f"}}, false},
    };
    for (const auto& row : rows) {
        const auto fields = with_host(row.fields);
        CAPTURE(fields.back().name);
        CAPTURE(fields.back().value);
        const auto* const mistake = framing_mistake(fields, "HTTP/1.1");
        CHECK((mistake == nullptr) == row.is_fine);
    }
}

TEST_CASE("a Host is needed, also in HTTP/1.0, and is a host")
{
    for (const auto* const version : {"HTTP/1.0", "HTTP/1.1"}) {
        CHECK(std::string_view{framing_mistake({}, version)} ==
              "the request has no Host field; it is needed with HTTP/1.0, too");
        CHECK(framing_mistake({{"host", "pi, other"}}, version) != nullptr);
        CHECK(framing_mistake({{"host", "pi/x"}}, version) != nullptr);
        CHECK(framing_mistake({{"host", "pi"}}, version) == nullptr);
    }
    CHECK(framing_mistake(with_host({{"transfer-encoding", "chunked"}}), "HTTP/1.0") != nullptr);
}

TEST_CASE("where the body ends")
{
    CHECK(body_framing({}) == BodyFraming{});
    CHECK(body_framing({{"content-length", "0012"}}) == BodyFraming{false, 12});
    CHECK(body_framing({{"transfer-encoding", "chunked"}}) == BodyFraming{true, {}});
    CHECK(body_framing({{"content-length", "99999999999999999999"}}) ==
          BodyFraming{false, std::numeric_limits<std::uint64_t>::max()});
}

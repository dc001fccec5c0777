// SPDX-License-Identifier: MIT
/// Requests that two servers may read differently (RFC 9112 section 11.2, and the classes known as CL.TE, TE.CL, TE.TE,
/// CL.0 and 0.CL), over a raw socket: refused, and nothing behind them is answered.
#include "http/support/http_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

/// What an attacker wants to have answered.
const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: pi\r\n\r\n";

std::string post(std::string_view fields, std::string_view body)
{
    return "POST /x HTTP/1.1\r\nHost: pi\r\n" + std::string{fields} + "\r\n" + std::string{body};
}

bool asked_for_hidden(const HttpBench& bench)
{
    return bench.handler.last && bench.handler.last->path == "/hidden";
}

}  // namespace

TEST_CASE("ambiguous framing is refused, and what follows is not read")
{
    const std::vector<std::string> requests{
        // two lengths
        post("Content-Length: 0\r\nContent-Length: 5\r\n", "12345" + hidden),
        post("Content-Length: 5\r\nContent-Length: 0\r\n", hidden),
        post("Content-Length: 0\r\nContent-Length: 0\r\n", hidden),
        post("Content-Length: 0, 0\r\n", hidden),
        post("Content-Length: +0\r\n", hidden),
        post("Content-Length: 0x0\r\n", hidden),
        post("Content-Length: \r\n", hidden),
        post("Content-Length: -1\r\n", hidden),
        // a length and a coding
        post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding: chunked\r\nContent-Length : 5\r\n", "0\r\n\r\n" + hidden),
        // codings that one of two may overlook
        post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding: identity\r\n", hidden),
        post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n" + hidden),
        post(" Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        post("X: y\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n" + hidden),
        post("Transfer-Encoding:\x0b"
             "chunked\r\n",
             "0\r\n\r\n" + hidden),
        post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n" + hidden),
        post("Transfer_Encoding: chunked\r\nX: \x01\r\n", hidden),
        post("X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        post("X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        post("X: y\0Transfer-Encoding: chunked\r\n"sv, hidden),
        post("Content-Length: 5\0\r\n"sv, hidden),
        // a folded line that makes another name of the one before (libmicrohttpd 0.9.75)
        post("Content-Lengt: 0\r\n h\r\n", hidden),
        post("Content-Length: 0\r\n 5\r\n", hidden),
        "GET /x HTTP/1.1\r\nHost: pi\r\nHos: a\r\n\tt\r\n\r\n" + hidden,
        // two hosts, none, and what is no host
        "GET /x HTTP/1.1\r\nHost: pi\r\nHost: other\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\r\nhost: pi\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\n\r\n" + hidden,
        "GET /x HTTP/1.0\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi other\r\n\r\n" + hidden,
        "GET http://a/ HTTP/1.1\r\n\r\n" + hidden,
        // lines that end in LF alone, or blanks where none belong
        "GET /x HTTP/1.1\nHost: pi\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\r\n\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\r\nA: b\nC:d\r\n\r\n" + hidden,
        "GET  /x HTTP/1.1\r\nHost: pi\r\n\r\n" + hidden,
        "GET /x  HTTP/1.1\r\nHost: pi\r\n\r\n" + hidden,
        "GET /x HTTP/1.1 \r\nHost: pi\r\n\r\n" + hidden,
        "GET /x y HTTP/1.1\r\nHost: pi\r\n\r\n" + hidden,
        "GET\t/x HTTP/1.1\r\nHost: pi\r\n\r\n" + hidden,
        "GET /x\r\nHost: pi\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\r\nno colon\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\r\n: no name\r\n\r\n" + hidden,
        "GET /x HTTP/1.1\r\nHost: pi\r\n: \r\n\r\n" + hidden,
        // HTTP/1.0 with chunks
        "POST /x HTTP/1.0\r\nHost: pi\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
    };
    for (const auto& request : requests) {
        CAPTURE(request);
        HttpBench bench;
        auto client = bench.client();
        const auto answer = bench.exchange(client, request);
        if (!answer.empty()) CHECK(status_line(answer) == "HTTP/1.1 400 Bad Request");
        CHECK(bench.handler.calls == 0);
        CHECK(client.is_closed());
        CHECK_FALSE(holds(answer, "HTTP/1.1 2"));
        CHECK(bench.server->figures().connections == 0);
    }
}

TEST_CASE("a Content-Length that is no number gets one answer, and is not mistaken for that of another connection")
{
    struct Row {
        const char* length;
        const char* status;
    };
    const std::vector<Row> rows{
        {"2, 2", "400 Bad Request"},
        {"-1", "400 Bad Request"},
        {"+2", "400 Bad Request"},
        {"", "400 Bad Request"},
        {"0x2", "400 Bad Request"},
        {"2.0", "400 Bad Request"},
        {"18446744073709551616", "413 Content Too Large"},
        {"99999999999999999999999", "413 Content Too Large"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.length);
        HttpBench bench;
        auto slow = bench.client();
        bench.exchange(slow, "POST /slow HTTP/1.1\r\nContent-Length: -1\r\nX: y\r\n");
        auto client = bench.client();
        const auto answer = bench.exchange(client, post("Content-Length: " + std::string{row.length} + "\r\n", "on"));
        CHECK(status_line(answer) == std::string{"HTTP/1.1 "} + row.status);
        CHECK(answer.rfind("HTTP/1.1 ") == 0);
        CHECK(holds(answer, "\r\nContent-Length: " + std::to_string(body_of(answer).size()) + "\r\n\r\n"));
        CHECK(client.is_closed());
        CHECK(slow.receive().empty());
        CHECK_FALSE(slow.is_closed());
        CHECK(bench.handler.calls == 0);
        CHECK(bench.server->figures().refused_requests == 1);
        CHECK(bench.server->figures().connections == 1);
    }
}

TEST_CASE("a query behind a NUL is refused at once, however many items it has")
{
    for (const auto& target : {"/x\0?"s, "/x\0y?"s, "/x\0\0y\0?"s}) {
        HttpBench bench;
        auto client = bench.client();
        const auto answer = bench.exchange(client, get(target + std::string(1000, '&')) + hidden);
        if (!answer.empty()) CHECK(status_line(answer) == "HTTP/1.1 400 Bad Request");  // 1.0.1 just closes
        CHECK(client.is_closed());
        CHECK(bench.handler.calls == 0);
    }
}

TEST_CASE("a blank behind Content-Length: libmicrohttpd 0.9.75 does not take it, 1.0.1 does")
{
    HttpBench bench;
    const auto answer = bench.exchange(post("Content-Length: 2 \r\n", "on"));
    CHECK((status_line(answer) == "HTTP/1.1 200 OK" || status_line(answer) == "HTTP/1.1 400 Bad Request"));
    CHECK(answer.rfind("HTTP/1.1 ") == 0);
}

TEST_CASE("a connection is closed behind a chunked request: nothing hides behind chunks that a proxy reads differently")
{
    const std::vector<std::string> bodies{
        "0\r\n\r\n",
        "5\r\nabcde\r\n0\r\n\r\n",
        "5;ext=1\r\nabcde\r\n0\r\n\r\n",
        "5;\n\r\nab\r\n0\r\n\r\n",
        "5\nabcde\n0\n\n",
        "5\r\nabcde\n0\r\nTrailer: x\r\n y\r\n\r\n",
        "0\r\nContent-Length: 5\r\n\r\n",
        "0;\r\n\r\n",
        "00000000005\r\nabcde\r\n0\r\n\r\n",
    };
    for (const auto& body : bodies) {
        CAPTURE(body);
        HttpBench bench;
        auto client = bench.client();
        bench.exchange(client, post("Transfer-Encoding: chunked\r\n", body + hidden));
        CHECK_FALSE(asked_for_hidden(bench));
        CHECK(client.is_closed());
    }
}

TEST_CASE("chunks that are none are refused")
{
    const std::vector<std::string> bodies{
        "x\r\n\r\n",
        "-1\r\n\r\n",
        "0x5\r\nabcde\r\n0\r\n\r\n",
        "\r\n0\r\n\r\n",
        "5\r\nabcdeX\r\n0\r\n\r\n",
        "5 \r\nabcde\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\nabc",
    };
    for (const auto& body : bodies) {
        CAPTURE(body);
        HttpBench bench;
        auto client = bench.client();
        const auto answer = bench.exchange(client, post("Transfer-Encoding: chunked\r\n", body + hidden));
        CHECK_FALSE(holds(answer, "200 OK"));
        CHECK(bench.handler.calls == 0);
        CHECK(client.is_closed());
    }
}

TEST_CASE("what is unusual and clear is served")
{
    const std::vector<std::string> requests{
        "\r\nGET /x HTTP/1.1\r\nHost: pi\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost:pi\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: \t pi \t\r\n\r\n",
        "GET /x HTTP/1.1\r\nHOST: pi\r\nX:\r\nY: \r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: pi\r\nCookie: a=b; c=d\r\nX: \xc3\xa4 a\tb\r\n\r\n",
        "GET /x?a=b&c=d+e HTTP/1.1\r\nHost: pi\r\n\r\n",
        post("", ""),
        post("Content-Length: 0\r\n", ""),
        post("Content-Length: 05\r\n", "hello"),
    };
    for (const auto& request : requests) {
        CAPTURE(request);
        HttpBench bench;
        CHECK(status_line(bench.exchange(request)) == "HTTP/1.1 200 OK");
    }
}

TEST_CASE("a head that arrives in pieces is read as one")
{
    HttpBench bench;
    auto client = bench.client();
    std::string answer;
    for (const char c : get("/x?y", "Accept: */*\r\nUser-Agent: one\r\n"))
        answer += bench.exchange(client, std::string_view{&c, 1});
    CHECK(body_of(answer) == "GET /x y ");
}

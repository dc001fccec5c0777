// SPDX-License-Identifier: MIT
#include "http/support/http_bench.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>

using namespace coapnode;

namespace {

/// What the process may open, for as long as it lives.
class DescriptorLimit {
public:
    explicit DescriptorLimit(rlim_t limit)
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        auto changed = before_;
        changed.rlim_cur = limit;
        is_set_ = ::setrlimit(RLIMIT_NOFILE, &changed) == 0;
    }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    DescriptorLimit(const DescriptorLimit&) = delete;
    DescriptorLimit& operator=(const DescriptorLimit&) = delete;

    [[nodiscard]] bool is_set() const { return is_set_; }

private:
    rlimit before_{};
    bool is_set_ = false;
};

std::vector<TcpClient> connected(const HttpBench& bench, std::size_t count)
{
    std::vector<TcpClient> clients;
    while (clients.size() < count)
        clients.push_back(bench.client());
    return clients;
}

std::size_t count_closed(std::vector<TcpClient>& clients)
{
    std::size_t closed = 0;
    for (auto& client : clients) {
        client.receive();
        closed += client.is_closed() ? 1U : 0U;
    }
    return closed;
}

}  // namespace

TEST_CASE("an address has its connections, and one more is closed at once")
{
    HttpBench bench;
    bench.limits.connections_per_address = 3;
    bench.adopt({{"127.0.0.1", 0}});
    auto clients = connected(bench, 4);
    bench.turn();
    CHECK(count_closed(clients) == 1);
    CHECK(bench.server->figures().refused_connections == 1);
    CHECK(holds(bench.log.take(), "warning: refused an HTTP connection from 127.0.0.1"));
    CHECK(bench.log.take_causes().at(0) == "http connections");
    clients.clear();
    bench.turn();
    CHECK(status_line(bench.exchange(get("/x"))) == "HTTP/1.1 200 OK");
}

TEST_CASE("a trusted proxy has all there are, and none beyond")
{
    HttpBench bench;
    bench.limits.connections = 10;
    bench.limits.connections_per_address = 3;
    bench.limits.is_exempt = [](const Peer& peer) { return peer.address[15] == 1; };  // 127.0.0.1
    bench.adopt({{"127.0.0.1", 0}});
    auto clients = connected(bench, 11);
    bench.turn();
    CHECK(count_closed(clients) == 1);
    CHECK(bench.server->figures().connections == 10);
}

TEST_CASE("2 000 idle connections: bounded, others are served, and all end by the deadline")
{
    const DescriptorLimit limit{10'000};
    if (!limit.is_set()) return;
    HttpBench bench;
    bench.limits.is_exempt = [](const Peer&) { return true; };
    bench.limits.connections = 1500;
    bench.adopt({{"127.0.0.1", 0}});
    std::vector<TcpClient> clients;
    while (clients.size() < 2000) {
        clients.push_back(bench.client());
        bench.turn();
    }
    CHECK(bench.server->figures().connections == 1500);
    CHECK(count_closed(clients) == 500);
    CHECK(status_line(bench.exchange(clients[700], get("/x"))) == "HTTP/1.1 200 OK");
    bench.advance(http::head_deadline + http::sweep_interval);
    CHECK(bench.server->figures().connections == 1);
    CHECK(status_line(bench.exchange(get("/x"))) == "HTTP/1.1 200 OK");
}

TEST_CASE("clients get descriptors that DTLS does not need, where the process may have so many")
{
    const auto lowest = [] {
        const FileDescriptor fd{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
        return fd.get();
    };
    HttpBench bench;
    auto client = bench.client();
    const auto before = lowest();
    CHECK(status_line(bench.exchange(client, get("/x"))) == "HTTP/1.1 200 OK");
    CHECK(lowest() == before);

    const DescriptorLimit limit{512};
    REQUIRE(limit.is_set());
    auto other = bench.client();
    CHECK(status_line(bench.exchange(other, get("/x"))) == "HTTP/1.1 200 OK");
}

TEST_CASE("out of descriptors: clients wait, nothing is busy, and they are served later")
{
    HttpBench bench;
    auto client = bench.client();
    std::vector<FileDescriptor> taken;
    const DescriptorLimit limit{200};
    REQUIRE(limit.is_set());
    for (FileDescriptor fd; (fd = FileDescriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)}).is_open();)
        taken.push_back(std::move(fd));
    client.send(get("/x"));
    bench.turn();
    CHECK(client.receive().empty());
    CHECK(holds(bench.log.take(), "cannot accept HTTP connections for now"));
    bench.advance(http::Acceptor::pause);
    CHECK(client.receive().empty());
    taken.clear();
    bench.advance(http::Acceptor::pause);
    CHECK(status_line(client.receive()) == "HTTP/1.1 200 OK");
}

TEST_CASE("a head of 12 kB is read, a larger one refused")
{
    struct Row {
        std::string request;
        std::string status;
    };
    std::string many = "GET /x HTTP/1.1\r\nHost: pi\r\n";
    for (int i = 0; i < 60; ++i)
        many += "X-" + std::to_string(i) + ": " + std::string(120, 'y') + "\r\n";
    std::string too_many = "GET /x HTTP/1.1\r\nHost: pi\r\n";
    for (int i = 0; i < 5000; ++i)
        too_many += "a:\r\n";
    const std::vector<Row> rows{
        {get("/x", "X: " + std::string(12'000, 'y') + "\r\n"), "200"},
        {get("/" + std::string(7000, 'x')), "200"},
        {many + "\r\n", "200"},
        {get("/x", "X: " + std::string(17'000, 'y') + "\r\n"), "431"},
        {get("/x", "X: " + std::string(1'000'000, 'y') + "\r\n"), "431"},
        {get("/" + std::string(17'000, 'x')), "414"},
        {get("/?" + std::string(17'000, '&')), "414"},
        {too_many + "\r\n", "431"},
        {std::string(17'000, 'x'), ""},  // 414 with one libmicrohttpd, another one with the next
    };
    for (const auto& row : rows) {
        CAPTURE(row.request.substr(0, 40));
        HttpBench bench;
        auto client = bench.client();
        std::string answer;
        for (std::size_t sent = 0; sent < row.request.size() && !client.is_closed(); sent += 5000)
            answer += bench.exchange(client, row.request.substr(sent, 5000));
        CHECK(holds(status_line(answer), row.status));
        CHECK(client.is_closed() == (row.status != "200"));
        CHECK(bench.handler.calls == (row.status == "200" ? 1 : 0));
        CHECK(status_line(bench.exchange(get("/x"))) == "HTTP/1.1 200 OK");
    }
}

TEST_CASE("items of a query and cookies take no memory but that of their text")
{
    const std::vector<std::string> requests{
        get("/x?" + std::string(4096, '&')),
        get("/x?" + std::string(8000, '&')),
        get("/x?" + std::string(8000, '=')),
        get("/x?a=b" + std::string(2000, 'c') + "&d=" + std::string(2000, '?')),
        get("/x", "Cookie: " + std::string(10'000, ';') + "\r\n"),
        get("/x", "Cookie: a=" + std::string(10'000, 'b') + "\r\nCookie: c=d; e\r\n"),
    };
    for (const auto& request : requests) {
        CAPTURE(request.substr(0, 40));
        HttpBench bench;
        CHECK(status_line(bench.exchange(request)) == "HTTP/1.1 200 OK");
        const auto path = std::string_view{"GET /x"}.size();
        const auto query = request.substr(path, request.find(" HTTP") - path);
        CHECK((query.empty() ? "" : '?' + bench.handler.last->query) == query);
        CHECK(bench.handler.last->fields.size() == static_cast<std::size_t>(std::ranges::count(request, '\r') - 2));
    }
}

TEST_CASE("a head is answered at once whatever its size, the more so when it just fits")
{
    const auto head_of = [](std::size_t size, bool in_target) {
        const std::string text(size, 'a');
        return in_target ? get('/' + text) : get("/x", "X: " + text + "\r\n");
    };
    for (const bool in_target : {false, true}) {
        HttpBench bench;
        for (std::size_t size = 13'000; size < 17'000; size += 13) {
            CAPTURE(size);
            auto client = bench.client();
            const auto answer = bench.exchange(client, head_of(size, in_target));
            const auto status = answer.substr(0, answer.find(' ', 9));
            const bool is_refused = status == "HTTP/1.1 431" || (in_target && status == "HTTP/1.1 414");
            CHECK((is_refused || status == "HTTP/1.1 200"));
            CHECK(client.is_closed() == is_refused);
            CHECK(answer.rfind("HTTP/1.1 ") == 0);  // one head
            if (size < 14'150 || size > 14'250) CHECK(is_refused == (size > 14'250));
        }
        CHECK(bench.server->figures().connections <= 350);
    }
}

TEST_CASE("an answer for want of memory is a whole one")
{
    HttpBench bench;
    auto client = bench.client();
    const auto answer = bench.exchange(client, get("/x", "X: " + std::string(15'000, 'a') + "\r\n"));
    CHECK(answer.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\nDate: "));
    CHECK(holds(answer, " GMT\r\nConnection: close\r\ncontent-type: application/problem+json\r\n"));
    CHECK(holds(answer, "\r\nContent-Length: " + std::to_string(body_of(answer).size()) + "\r\n\r\n"));
    CHECK(holds(body_of(answer), R"("detail":"the head of the request is too large")"));
    CHECK(bench.server->figures().refused_requests == 1);
}

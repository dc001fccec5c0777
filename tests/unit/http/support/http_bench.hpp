// SPDX-License-Identifier: MIT
/// An HttpServer on loopback, whose loop and clock a test turns.
#pragma once

#include "http/server.hpp"
#include "http/support/hand_turned_loop.hpp"
#include "http/support/tcp_client.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

inline HttpResponse text_response(std::string_view text, std::uint16_t status = 200)
{
    return {status, {{"content-type", "text/plain"}}, std::make_shared<const Bytes>(to_bytes(text))};
}

/// Answers at once with what it was asked, unless a test gives it something else to do.
class TestHandler final : public HttpHandler {
public:
    using Act = std::function<std::unique_ptr<HttpWork>(HttpRequest, HttpReply&)>;

    [[nodiscard]] std::size_t largest_body(const HttpRequest& /*head*/) const override { return largest; }

    std::unique_ptr<HttpWork> handle(HttpRequest request, HttpReply& reply) override
    {
        ++calls;
        last = request;
        if (act) return act(std::move(request), reply);
        reply.send(text_response(request.method + ' ' + request.path + ' ' + request.query + ' ' +
                                 std::string{as_text(request.body)}));
        return nullptr;
    }

    Act act;
    std::size_t largest = 1000;
    int calls = 0;
    std::optional<HttpRequest> last;
};

struct HttpBench {
    FakeScheduler time;
    RecordingLog log;
    HandTurnedLoop loop{time};
    TestHandler handler;
    HttpLimits limits;
    std::optional<HttpTls> tls;
    std::optional<HttpServer> server;

    explicit HttpBench(std::optional<HttpTls> with_tls = std::nullopt) : tls{std::move(with_tls)}
    {
        server.emplace(time, loop.watch_readable(), log, handler);
        adopt({{"127.0.0.1", 0}});
    }

    void adopt(const std::vector<Listen>& listen)
    {
        auto prepared = server->prepare(listen, tls);
        REQUIRE_MESSAGE(prepared.has_value(), (prepared ? std::string{} : prepared.error().message));
        server->commit(std::move(*prepared), limits);
    }

    [[nodiscard]] Listen address() const { return server->addresses().at(0); }
    [[nodiscard]] TcpClient client() const { return TcpClient{address()}; }

    void turn() { loop.turn(); }

    /// Of one connection: what comes back by now.
    std::string exchange(TcpClient& from, std::string_view bytes)
    {
        from.send(bytes);
        turn();
        return from.receive();
    }
    /// Of a new connection.
    std::string exchange(std::string_view bytes)
    {
        auto from = client();
        return exchange(from, bytes);
    }

    void advance(Duration duration)
    {
        time.advance(duration);
        turn();
    }
};

/// "GET /path HTTP/1.1" with a Host and nothing else.
inline std::string get(std::string_view path, std::string_view fields = "")
{
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: pi\r\n" + std::string{fields} + "\r\n";
}

inline std::string status_line(std::string_view answer)
{
    return std::string{answer.substr(0, answer.find("\r\n"))};
}

inline std::string body_of(std::string_view answer)
{
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? "" : std::string{answer.substr(end + 4)};
}

inline bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The server in loops that are none of a test.
#include "http/server.hpp"
#include "http/support/http_bench.hpp"
#include "loop/poll_loop.hpp"
#include "service/sd_event_loop.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

void serve_with(EventLoop& loop)
{
    RecordingLog log;
    TestHandler handler;
    Timer later;
    handler.act = [&](const HttpRequest& request, HttpReply& reply) -> std::unique_ptr<HttpWork> {
        if (request.path == "/now") {
            reply.send(text_response("now"));
            return nullptr;
        }
        later = loop.after(1ms, [&reply] { reply.send(text_response("later")); });
        return std::make_unique<HttpWork>();
    };
    const auto watch = [&](int fd, std::function<void()> act) -> std::shared_ptr<void> {
        return std::shared_ptr<Watched>{loop.on_readable(fd, std::move(act))};
    };
    HttpServer server{loop, watch, log, handler};
    auto prepared = server.prepare({{"127.0.0.1", 0}}, std::nullopt);
    REQUIRE(prepared.has_value());
    server.commit(std::move(*prepared), {});

    TcpClient client{server.addresses().at(0)};
    client.send(get("/now") + get("/later"));
    std::string answers;
    const auto end = loop.on_readable(client.fd(), [&] {
        answers += client.receive();
        if (holds(answers, "later") || client.is_closed()) loop.quit(0);
    });
    const auto too_late = loop.after(10s, [&] { loop.quit(1); });
    CHECK(loop.run() == 0);
    CHECK(holds(answers, "\r\n\r\nnow"));
    CHECK(holds(answers, "\r\n\r\nlater"));
}

}  // namespace

TEST_CASE("requests are served by the real loops, now and later")
{
    SUBCASE("of the daemons")
    {
        SdEventLoop loop;
        serve_with(loop);
    }
    SUBCASE("of the client")
    {
        PollLoop loop;
        serve_with(loop);
    }
}

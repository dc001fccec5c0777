// SPDX-License-Identifier: MIT
#include "gateway/guarded_streams.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace coapnode;

namespace {

class Client final : public HttpReply {
public:
    void send(HttpResponse response) override { status = response.status; }
    void stream(HttpResponse) override { is_streamed = true; }
    void wake() override { ++wakes; }
    void end() override { ++ends; }

    std::uint16_t status = 0;
    bool is_streamed = false;
    int wakes = 0;
    int ends = 0;
    std::unique_ptr<HttpWork> work;
};

class Words final : public HttpWork {
public:
    std::string next() override { return "words"; }
};

struct Bench {
    FakeScheduler time;
    std::map<std::string, Caller> callers{{"one", {Role::control, "phone"}}, {"two", {Role::read, "panel"}}};
    Role anonymous = Role::read;
    std::uint64_t revision = 1;
    GuardedStreams streams{time, [this](const HttpFields& fields) { return caller_now(fields); },
                           [this] { return revision; }};

    OrProblem<Caller> caller_now(const HttpFields& fields) const
    {
        const auto* const token = find_field(fields, "x-coapnode-token");
        if (token == nullptr) return Caller{anonymous};
        const auto found = callers.find(*token);
        return found == callers.end() ? OrProblem<Caller>{refuse(401, "nobody")} : found->second;
    }
    void open(Client& client, const std::string& token = {})
    {
        HttpRequest request;
        if (!token.empty()) request.fields = {{"accept", "text/event-stream"}, {"x-coapnode-token", token}};
        client.work = streams.guard(request, *caller_now(request.fields), client, [](HttpReply& reply) {
            reply.stream({});
            return std::make_unique<Words>();
        });
    }
};

}  // namespace

TEST_CASE("a stream is passed on as it is")
{
    Bench bench;
    Client client;
    HttpReply* guarded = nullptr;
    client.work = bench.streams.guard({}, {}, client, [&](HttpReply& reply) {
        guarded = &reply;
        reply.stream({});
        return std::make_unique<Words>();
    });
    CHECK(client.is_streamed);
    CHECK(client.work->next() == "words");
    guarded->wake();
    CHECK(client.wakes == 1);
    guarded->end();
    CHECK(client.ends == 1);
}

TEST_CASE("what is answered without a stream is not guarded")
{
    Bench bench;
    Client client;
    client.work = bench.streams.guard({}, {}, client, [](HttpReply& reply) {
        reply.send({404, {}, nullptr});
        return nullptr;
    });
    CHECK(client.status == 404);
    CHECK(client.work == nullptr);
    bench.anonymous = Role::none;
    bench.streams.check();
    CHECK(client.ends == 0);
}

TEST_CASE("streams of a token that was taken away end, and no others")
{
    Bench bench;
    Client phone;
    Client panel;
    Client nobody;
    bench.open(phone, "one");
    bench.open(panel, "two");
    bench.open(nobody);
    bench.callers.erase("one");
    bench.time.advance(GuardedStreams::interval);
    CHECK(phone.ends == 0);  // nothing said that something changed
    ++bench.revision;
    bench.time.advance(GuardedStreams::interval);
    CHECK(phone.ends == 1);
    CHECK(panel.ends + nobody.ends == 0);
    ++bench.revision;
    bench.time.advance(GuardedStreams::interval);
    CHECK(phone.ends == 1);  // once
}

TEST_CASE("a reload ends streams of those who may less than before")
{
    struct Row {
        const char* token;
        Caller now;
        bool ends;
    };
    for (const auto& [token, now, ends] :
         {Row{"one", {Role::control, "phone"}, false}, Row{"one", {Role::admin, "phone"}, false},
          Row{"one", {Role::read, "phone"}, true}, Row{"one", {Role::control, "another"}, true}}) {
        Bench bench;
        Client client;
        bench.open(client, token);
        bench.callers["one"] = now;
        bench.streams.check();
        CHECK(client.ends == (ends ? 1 : 0));
    }
    Bench bench;
    Client nobody;
    bench.open(nobody);
    bench.streams.check();
    CHECK(nobody.ends == 0);
    bench.anonymous = Role::none;
    bench.streams.check();
    CHECK(nobody.ends == 1);
}

TEST_CASE("without streams nothing is looked at")
{
    Bench bench;
    {
        Client client;
        bench.open(client, "one");
    }
    ++bench.revision;
    bench.time.advance(GuardedStreams::interval);
    CHECK(bench.time.pending() == 0);
    Client client;
    bench.open(client, "two");
    bench.callers.erase("two");
    bench.time.advance(GuardedStreams::interval);
    CHECK(client.ends == 0);
    ++bench.revision;
    bench.time.advance(GuardedStreams::interval);
    CHECK(client.ends == 1);
}

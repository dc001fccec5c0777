// SPDX-License-Identifier: MIT
#include "directory/registration.hpp"

#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

IncomingResponse created(std::uint8_t code, std::vector<std::string> location)
{
    IncomingResponse response{code};
    response.location_path = std::move(location);
    return response;
}

IncomingResponse content(std::uint8_t code, std::string_view payload)
{
    IncomingResponse response{code};
    response.payload = to_bytes(payload);
    return response;
}

struct FakeLink final : DirectoryLink {
    Result<std::string> where = "coap://10.0.0.7:5683";
    std::vector<OutgoingRequest> asked;
    std::vector<OutgoingRequest> sent;
    Answer waiting;
    std::optional<IncomingResponse> last;  ///< what comes while it is waited for
    Duration waited{};
    mutable int looks = 0;  ///< how often it was asked for the base

    [[nodiscard]] Result<std::string> base() const override
    {
        ++looks;
        return where;
    }
    void ask(const OutgoingRequest& request, Answer answer) override
    {
        asked.push_back(request);
        waiting = std::move(answer);
    }
    void drop() override { waiting = nullptr; }
    void wait(Duration patience) override
    {
        waited += patience;
        if (last) reply(*last);
    }
    void send(const OutgoingRequest& request) override { sent.push_back(request); }

    void reply(const Result<IncomingResponse>& with)
    {
        REQUIRE(waiting);
        const auto answer = std::exchange(waiting, nullptr);
        answer(with);
    }
    void reply(unsigned code_class, unsigned detail, std::vector<std::string> location = {})
    {
        reply(created(code_number(code_class, detail), std::move(location)));
    }
};

const Failure no_answer = fail(Errc::silent, "no answer");

struct Bench {
    FakeScheduler time;
    RecordingLog log;
    FakeLink link;
    std::uint32_t random = 0;
    DirectoryRegistration registration;

    explicit Bench(std::vector<std::string> path = {"rd"})
        : registration{time, log, link, [this] { return random; }, {{"10.0.0.1", 5683}, std::move(path), 1000s}}
    {
        registration.publish("node", "</a>");
        time.advance(0s);
    }
    void registered()
    {
        link.reply(2, 1, {"rd", "1"});
        CHECK(registration.is_registered());
        log.take();
    }
    /// Until the next request, which must come; how long that took.
    Duration until_asked()
    {
        const auto before = link.asked.size();
        const auto began = time.now();
        for (int i = 0; link.asked.size() == before && i < 4000; ++i)
            time.advance(500ms);
        REQUIRE(link.asked.size() == before + 1);
        return time.now() - began;
    }
};

OutgoingRequest request(Method method, std::vector<std::string> path, std::vector<std::string> query = {},
                        std::string_view links = {})
{
    OutgoingRequest asked{method, std::move(path), std::move(query)};
    if (!links.empty()) asked.content_format = 40;
    asked.payload = to_bytes(links);
    return asked;
}

const auto registers = request(Method::post, {"rd"}, {"ep=node", "lt=1000", "base=coap://10.0.0.7:5683"}, "</a>");
const auto renews = request(Method::post, {"rd", "1"});
const auto leaves = request(Method::delete_, {"rd", "1"});

}  // namespace

TEST_CASE("it registers, renews at four fifths, and leaves")
{
    Bench bench;
    CHECK(bench.link.asked == std::vector{registers});
    bench.link.reply(2, 1, {"rd", "1"});
    CHECK(bench.log.take() == "registered with the resource directory at coap://10.0.0.1:5683 as node for 1000s\n");
    for (int i = 0; i < 3; ++i) {
        CHECK(bench.until_asked() == 800s);
        CHECK(bench.link.asked.back() == renews);
        bench.link.reply(2, 4);
    }
    CHECK(bench.log.take().empty());
    bench.registration.leave();
    CHECK(bench.link.sent == std::vector{leaves});
    CHECK(bench.time.pending() == 0);
    bench.registration.leave();
    CHECK(bench.link.sent.size() == 1);
}

TEST_CASE("an end while a registration is under way")
{
    Bench bench;
    SUBCASE("takes it back once it is answered")
    {
        bench.link.last = created(code_number(2, 1), {"rd", "1"});
        bench.registration.shut_down();
        CHECK(bench.link.sent == std::vector{leaves});
        CHECK(bench.link.waited == DirectoryRegistration::end_patience);
    }
    SUBCASE("does not wait for long where it is not answered")
    {
        bench.registration.shut_down();
        CHECK(bench.link.sent.empty());
        CHECK(bench.link.waited == DirectoryRegistration::end_patience);
    }
    SUBCASE("does not wait where none is under way")
    {
        bench.registered();
        bench.registration.shut_down();
        CHECK(bench.link.sent == std::vector{leaves});
        CHECK(bench.link.waited == Duration::zero());
    }
    CHECK(bench.time.pending() == 0);
}

TEST_CASE("without a path it asks for the resource")
{
    Bench bench{{}};
    CHECK(bench.link.asked.back() == request(Method::get, {".well-known", "core"}, {"rt=core.rd"}));
    bench.link.reply(content(code_number(2, 5), "</x/rd>;rt=core.rd"));
    CHECK(bench.link.asked.back().path == std::vector<std::string>{"x", "rd"});
    bench.registered();
}

TEST_CASE("what fails at discovery or registration is told once a cause, and tried again")
{
    struct Row {
        std::vector<std::string> path;
        Result<IncomingResponse> reply;
        std::string cause;
    };
    const std::vector<Row> rows{
        {{}, no_answer, "no answer: check that it is running and that this machine can reach it"},
        {{}, created(code_number(4, 4), {}), "was answered 4.04"},
        {{}, content(code_number(2, 5), "</x>"), "it lists no registration resource"},
        {{"rd"}, no_answer, "no answer: check that it is running and that this machine can reach it"},
        {{"rd"}, created(code_number(4, 3), {"a"}), "the registration was answered 4.03"},
        {{"rd"}, created(code_number(2, 1), {}), "has no location"},
        {{"rd"}, created(code_number(2, 1), {std::string(255, 'x')}), "the registration is too long"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.cause);
        Bench bench{row.path};
        bench.link.reply(row.reply);
        CHECK(bench.log.take().find(row.cause) != std::string::npos);
        bench.until_asked();
        bench.link.reply(row.reply);
        CHECK(bench.log.take().empty());
        CHECK_FALSE(bench.registration.is_registered());
    }
}

TEST_CASE("the longest path of a registration is taken")
{
    Bench bench;
    bench.link.reply(2, 1, {std::string(DirectoryRegistration::max_location_size - 1, 'x')});
    CHECK(bench.registration.is_registered());
}

TEST_CASE("the delays double up to a quarter of an hour, by chance between half of it and all of it")
{
    for (const bool longest : {false, true}) {
        Bench bench;
        auto whole = DirectoryRegistration::first_delay;
        for (int i = 0; i < 12; ++i) {
            bench.random = static_cast<std::uint32_t>(longest ? (whole / 2).count() : 0);
            bench.link.reply(no_answer);
            const auto waited = bench.until_asked();
            const auto expected = longest ? whole : whole / 2;
            CHECK(waited >= expected);
            CHECK(waited <= expected + 500ms);
            whole = std::min<Duration>(whole * 2, DirectoryRegistration::longest_delay);
        }
        bench.registered();
    }
}

TEST_CASE("no way to the directory is a failure as others are, and when it works again the log says so")
{
    Bench bench;
    bench.registered();
    bench.link.where = fail(Errc::no_route, "no way");
    bench.time.advance(800s);
    CHECK(bench.log.take().find("no way") != std::string::npos);
    CHECK_FALSE(bench.registration.is_registered());
    bench.link.where = "coap://10.0.0.8:5683";
    bench.until_asked();
    CHECK(bench.link.asked.back().query.back() == "base=coap://10.0.0.8:5683");
    bench.link.reply(2, 4, {"rd", "1"});
    CHECK(bench.log.take().starts_with("registered with"));
}

TEST_CASE("at a renewal")
{
    Bench bench;
    bench.registered();
    bench.until_asked();
    SUBCASE("4.04: it registers anew at once")
    {
        bench.link.reply(4, 4);
        CHECK(bench.link.asked.back() == registers);
        bench.link.reply(2, 1, {"rd", "2"});
        CHECK(bench.log.take().empty());
    }
    SUBCASE("no answer: later")
    {
        bench.link.reply(no_answer);
        bench.until_asked();
        CHECK(bench.link.asked.back() == registers);
        bench.registration.leave();
        CHECK(bench.link.sent == std::vector{leaves});
    }
    SUBCASE("another refusal: later")
    {
        bench.link.reply(5, 3);
        CHECK(bench.log.take().find("the renewal was answered 5.03") != std::string::npos);
        bench.until_asked();
        CHECK(bench.link.asked.back() == registers);
    }
}

TEST_CASE(
    "another address of this machine is registered anew within a minute, and is looked for twice a minute at most")
{
    Bench bench;
    bench.registered();
    const auto looks = bench.link.looks;
    bench.time.advance(600s);
    CHECK(bench.link.looks - looks <= 20);
    CHECK(bench.link.asked.size() == 1);
    bench.link.where = "coap://10.0.0.8:5683";
    CHECK(bench.until_asked() <= 60s);
    CHECK(bench.link.asked.back().query.back() == "base=coap://10.0.0.8:5683");
    bench.registered();
    CHECK(bench.until_asked() == 800s);
    CHECK(bench.link.asked.back() == renews);
}

TEST_CASE("a network that is away for a while changes nothing")
{
    Bench bench;
    bench.registered();
    bench.link.where = fail(Errc::no_route, "no way");
    bench.time.advance(300s);
    bench.link.where = "coap://10.0.0.7:5683";
    CHECK(bench.until_asked() == 500s);
    CHECK(bench.link.asked.back() == renews);
    CHECK(bench.log.take().empty());
}

TEST_CASE("a reload")
{
    Bench bench;
    bench.registered();
    SUBCASE("that changes nothing sends nothing")
    {
        bench.registration.publish("node", "</a>");
        bench.time.advance(799s);
        CHECK(bench.link.asked.size() == 1);
    }
    SUBCASE("that changes the links registers anew, under the same name")
    {
        bench.registration.publish("node", "</b>");
        bench.time.advance(0s);
        CHECK(bench.link.asked.back().payload == to_bytes("</b>"));
        CHECK(bench.link.sent.empty());
    }
    SUBCASE("that changes where the node is found registers anew")
    {
        bench.link.where = "coap://10.0.0.7:61616";
        bench.registration.publish("node", "</a>");
        bench.time.advance(0s);
        CHECK(bench.link.asked.back().query.back() == "base=coap://10.0.0.7:61616");
        CHECK(bench.link.sent.empty());
    }
    SUBCASE("that leaves nothing to be found ends the registration; the next one registers at once")
    {
        bench.link.where = fail(Errc::no_route, "nothing is served");
        bench.registration.publish("node", "</a>");
        bench.time.advance(0s);
        CHECK(bench.link.sent == std::vector{leaves});
        CHECK(bench.log.take().find("nothing is served") != std::string::npos);
        bench.link.where = "coap://10.0.0.7:5683";
        bench.registration.publish("node", "</a>");
        bench.time.advance(0s);
        CHECK(bench.link.asked.back() == registers);
    }
    SUBCASE("that changes the name ends the registration of the old one")
    {
        bench.registration.publish("other", "</a>");
        bench.time.advance(0s);
        CHECK(bench.link.sent == std::vector{leaves});
        CHECK(bench.link.asked.back().query.front() == "ep=other");
    }
}

TEST_CASE("more links than a directory should be sent are not sent")
{
    Bench bench;
    bench.registered();
    bench.registration.publish("node", std::string(DirectoryRegistration::max_links_size, 'x'));
    bench.time.advance(0s);
    CHECK(bench.link.asked.size() == 2);
    bench.registration.publish("node", std::string(DirectoryRegistration::max_links_size + 1, 'x'));
    bench.time.advance(0s);
    CHECK(bench.link.asked.size() == 2);
    CHECK(bench.log.take().find("too large to register") != std::string::npos);
}

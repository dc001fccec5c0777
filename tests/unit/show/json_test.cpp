// SPDX-License-Identifier: MIT
#include "show/as_json.hpp"

#include "coapnode/rest/registries.hpp"
#include "show/answers.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

constexpr auto tail = R"(,"time":"2026-11-22T09:31:08.250Z","sender":"192.0.2.7:5683"})"
                      "\n";

}  // namespace

TEST_CASE("an answer as one object in one line")
{
    struct Row {
        std::optional<std::uint16_t> format;
        std::string payload;
        std::string members;  ///< behind the options
    };
    const Row rows[] = {
        {50, "{\"value\": 22.50,\n \"a\":1e999, \"a\":[]}", R"(,"payload":{"value":22.50,"a":1e999,"a":[]})"},
        {50, R"({"a":)", R"(,"payload":"{\"a\":")"},
        {50, "\xff", R"(,"payload_hex":"ff")"},
        {60, "\xa1\x01\xf9\x7e\x01", R"(,"payload":{"1":null})"},
        {60, "\xa1", R"(,"payload_hex":"a1")"},
        {0, "on\n\x1b", R"(,"payload":"on\n\u001b")"},
        {0, "\xff\x01", R"(,"payload_hex":"ff01")"},
        {42, "on", R"(,"payload_hex":"6f6e")"},
        {65000, "on", R"(,"payload_hex":"6f6e")"},
        {40, R"(</a>;rt="x";obs,</b>)", R"(,"payload":[{"href":"/a","rt":"x","obs":true},{"href":"/b"}])"},
        {110, R"([{"n":"a","v":1.0}])", R"(,"payload":[{"n":"a","v":1.0}])"},
        {0, "", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.members);
        const auto format = name_of_content_format(*row.format);
        CHECK(as_json(arrival(content(row.format, row.payload))) ==
              R"({"uri":"coap://pi.local/x","code":"2.05","name":"Content","options":{"content_format":")" + format +
                  R"("})" + row.members + tail);
    }
}

TEST_CASE("options, and an error answer")
{
    auto one = arrival(answer(Code::created, std::nullopt, ""));
    one.response.etag = Bytes{0x0a, 0xff};
    one.response.max_age = 5;
    one.response.location_path = {"a b"};
    one.observe = 12;
    CHECK(as_json(one) == R"({"uri":"coap://pi.local/x","code":"2.01","name":"Created","options":)"
                          R"({"etag":"0aff","max_age":5,"observe":12,"location":"/a%20b"})" +
                              std::string{tail});
    CHECK(as_json(arrival(answer(Code::not_found, std::nullopt, "no \"x\""))) ==
          R"({"uri":"coap://pi.local/x","code":"4.04","name":"Not Found","options":{},"payload":"no \"x\"")" +
              std::string{tail});
}

TEST_CASE("a failure has its reason in one word")
{
    CHECK(error_as_json(Errc::bad_answer, "a \"block\"", "coap://x\x1b") ==
          R"({"uri":"coap://x\u001b","error":{"reason":"bad_answer","message":"a \"block\""}})"
          "\n");
    CHECK(error_as_json(Errc::silent, sentence({Errc::silent, "no answer"}), "coap://x")
              .find(R"("reason":"silent","message":"no answer: check)") != std::string::npos);
    struct Row {
        Errc code;
        std::string name;
    };
    const Row rows[] = {{Errc::bad_uri, "bad_uri"},
                        {Errc::unknown_name, "unknown_name"},
                        {Errc::no_route, "no_route"},
                        {Errc::unreachable, "unreachable"},
                        {Errc::silent, "silent"},
                        {Errc::late, "late"},
                        {Errc::key_refused, "key_refused"},
                        {Errc::session_lost, "session_lost"},
                        {Errc::outcome_unknown, "outcome_unknown"},
                        {Errc::rejected, "rejected"},
                        {Errc::refused, "refused"},
                        {Errc::bus_io, "failed"}};
    for (const auto& row : rows)
        CHECK(reason_name(row.code) == row.name);
}

TEST_CASE("a node that was found")
{
    const FoundNode node{"192.0.2.7:5683", "pi", read_link_format("</a>;ct=50")};
    CHECK(node_as_json(node) == R"({"sender":"192.0.2.7:5683","name":"pi","links":[{"href":"/a","ct":"50"}]})"
                                "\n");
    CHECK(node_as_json({"x", "", {}}) == "{\"sender\":\"x\",\"links\":[]}\n");
    CHECK(node_as_json({"x", "", {}, "17"}) == "{\"sender\":\"x\",\"instance\":\"17\",\"links\":[]}\n");
}

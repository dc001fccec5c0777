// SPDX-License-Identifier: MIT
#include "coapnode/http/status.hpp"
#include "gateway/mapping/answer_text.hpp"
#include "gateway/mapping/node_problem.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <vector>

using namespace coapnode;

namespace {

nlohmann::json json_of(const HttpResponse& answer)
{
    return nlohmann::json::parse(body_of(answer));
}

}  // namespace

TEST_CASE("a problem is JSON with four members, and nobody keeps it")
{
    const auto answer = problem(404, "there is no device kitchen");
    CHECK(answer.status == 404);
    CHECK(field_of(answer, "content-type") == "application/problem+json");
    CHECK(field_of(answer, "cache-control") == "no-store");
    CHECK(field_of(answer, "x-content-type-options") == "nosniff");
    CHECK(body_of(answer) ==
          R"({"type":"about:blank","title":"Not Found","status":404,"detail":"there is no device kitchen"})");
}

TEST_CASE("any detail is good JSON")
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {R"(a "b" \c/)", R"(a "b" \c/)"},
        {"a\nb\x01\x7f", "a\nb\x01\x7f"},
        {"k\xc3\xbc"
         "che",
         "k\xc3\xbc"
         "che"},
        {"bad \xff", "bad \xef\xbf\xbd"},
        {"</script>", "</script>"},
    };
    for (const auto& [detail, read] : rows) {
        CAPTURE(detail);
        CHECK(json_of(problem(400, detail)).at("detail") == read);
    }
}

TEST_CASE("what is wrong with a node becomes a status and one sentence")
{
    struct Row {
        Errc code;
        std::string message;
        std::uint16_t status;
        std::string detail;
    };
    const std::vector<Row> rows{
        {Errc::silent, "no answer", 504, "pi does not answer"},
        {Errc::silent, "no answer to the DTLS handshake", 504, "pi does not answer: no answer to the DTLS handshake"},
        {Errc::late, "it is running, but did not answer in time", 504,
         "pi is late: it is running, but did not answer in time"},
        {Errc::unreachable, "its port is closed", 502, "pi is unreachable: its port is closed"},
        {Errc::key_refused, "it does not accept the identity or the key", 502,
         "pi refused the gateway: it does not accept the identity or the key"},
        {Errc::rejected, "it rejected the request (Reset)", 502,
         "pi did not handle the request: it rejected the request (Reset)"},
        {Errc::bad_answer, "", 502, "pi gave an invalid answer"},
        {Errc::no_route, "this machine has no route to it", 502,
         "pi cannot be reached: this machine has no route to it"},
        {Errc::unknown_name, "unknown host pi.local", 502, "pi is not found: unknown host pi.local"},
        {Errc::session_lost, "", 502, "pi ended the session"},
        {Errc::outcome_unknown, "", 502, "pi does not say whether the change was made"},
        {Errc::busy, "16 requests to it wait already", 503, "pi is overloaded: 16 requests to it wait already"},
        {Errc::too_large, "", 413, "pi cannot take a request of this size"},
        {Errc::forbidden, "", 403, "pi cannot be contacted"},
        {Errc::not_found, "", 404, "pi is not found"},
        {Errc::no_answer, "", 500, "pi cannot be contacted"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.detail);
        const auto answer = problem_of({row.code, row.message}, "pi");
        CHECK(answer.status == row.status);
        CHECK(json_of(answer).at("detail") == row.detail);
        CHECK(field_of(answer, "retry-after") == (row.status == 503 ? "1" : ""));
    }
}

TEST_CASE("each error has a problem with a title, and none has a value")
{
    for (auto index = 0; index <= static_cast<int>(Errc::unsupported_format); ++index) {
        CAPTURE(index);
        const auto answer = problem_of({static_cast<Errc>(index), "why"}, "pi");
        CHECK(answer.status >= 400);
        const auto json = json_of(answer);
        CHECK(!json.at("title").get<std::string>().empty());
        CHECK(json.at("status") == answer.status);
        CHECK(!json.contains("value"));
    }
}

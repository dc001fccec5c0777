// SPDX-License-Identifier: MIT
#include "gateway/pair_route.hpp"

#include "gateway/access/pairings.hpp"
#include "gateway/access/secret.hpp"
#include "show/document.hpp"
#include "support/fake_pairing_store.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr auto json = "application/json";

struct Bench {
    FakeScheduler time;
    RecordingLog log;
    FakePairingStore store;
    Pairing pairing{store, time, log};
    AccessRules rules;

    Bench()
    {
        store.stored.codes = {{"my \"phone\"", Role::control, digest_of("code"), time.now()}};
        rules.paired = &pairing;
    }
    HttpResponse ask(const std::string& body, const std::string& type = json, const std::string& method = "POST")
    {
        HttpRequest request{method, "/pair", "", {{"host", "pi"}}, to_bytes(body), {}, false};
        if (!type.empty()) request.fields.push_back({"content-type", type});
        return answer_to_pair(request, rules, pairing);
    }
};

}  // namespace

TEST_CASE("a code in JSON is answered with its token, which nobody caches")
{
    for (const auto* const type : {json, "Application/JSON; charset=utf-8"}) {
        Bench bench;
        const auto answer = bench.ask(R"({"code":"code"})", type);
        CHECK(answer.status == 200);
        CHECK(*find_field(answer.fields, "content-type") == json);
        CHECK(*find_field(answer.fields, "cache-control") == "no-store");
        const auto body = read_json_document(as_text(*answer.body));
        REQUIRE(body);
        CHECK(body->root().member("name")->text() == "my \"phone\"");
        CHECK(body->root().member("role")->text() == "control");
        const std::string token{body->root().member("token")->text()};
        const auto caller = caller_of({{"x-coapnode-token", token}}, {}, Role::none, &bench.pairing);
        REQUIRE(caller);
        CHECK(*caller == Caller{Role::control, "my \"phone\""});
    }
}

TEST_CASE("what is no request with a code")
{
    struct Row {
        std::string body;
        std::string type;
        std::string method;
        std::uint16_t status;
    };
    const std::vector<Row> rows{
        {R"({"code":"code"})", json, "GET", 405},
        {R"({"code":"code"})", json, "PUT", 405},
        {R"({"code":"code"})", "", "POST", 415},
        {R"({"code":"code"})", "text/plain", "POST", 415},
        {"code=code", "application/x-www-form-urlencoded", "POST", 415},
        {"", json, "POST", 400},
        {"code", json, "POST", 400},
        {R"(["code"])", json, "POST", 400},
        {R"({"code":1})", json, "POST", 400},
        {R"({"Code":"code"})", json, "POST", 400},
        {R"({"code":"another"})", json, "POST", 403},
        {R"({"code":""})", json, "POST", 403},
    };
    for (const auto& [body, type, method, status] : rows) {
        CAPTURE(body);
        CAPTURE(type);
        Bench bench;
        const auto answer = bench.ask(body, type, method);
        CHECK(answer.status == status);
        CHECK(*find_field(answer.fields, "content-type") == "application/problem+json");
        CHECK(bench.store.stored.tokens.empty());
        CHECK((find_field(answer.fields, "allow") != nullptr) == (status == 405));
    }
}

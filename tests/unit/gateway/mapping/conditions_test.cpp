// SPDX-License-Identifier: MIT
/// Conditional requests (RFC 9110 section 13), there and back.
#include "gateway/mapping/answer_text.hpp"
#include "gateway/mapping/to_coap.hpp"
#include "gateway/mapping/to_http.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const Bytes one{0x0a};
const Bytes two{0x0b, 0x0c};

OrProblem<ForwardedRequest> asked_with(const std::string& method, const std::string& name, const std::string& value)
{
    HttpRequest request;
    request.method = method;
    request.fields = {{name, value}};
    return to_coap(request, {"pi", true, {"t"}, {}}, {});
}

HttpResponse answer_to(const OrProblem<ForwardedRequest>& asked, Code code, std::optional<Bytes> etag)
{
    REQUIRE(asked);
    auto response = std::make_shared<IncomingResponse>();
    response->code = static_cast<std::uint8_t>(code);
    response->etag = std::move(etag);
    if (code == Code::content) response->payload = to_bytes("21.5");
    return to_http(response, asked->facts);
}

}  // namespace

TEST_CASE("If-None-Match of a GET becomes ETags")
{
    struct Row {
        std::string value;
        std::vector<Bytes> etags;
    };
    const std::vector<Row> rows{
        {R"("0a")", {one}}, {R"(W/"0a", "0b0c")", {one, two}}, {R"("of-another")", {}}, {"*", {}},
        {"nonsense", {}},   {R"("0a", "of-another")", {one}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.value);
        for (const std::string method : {"GET", "HEAD"}) {
            const auto asked = asked_with(method, "if-none-match", row.value);
            REQUIRE(asked);
            CHECK(asked->coap.etags == row.etags);
            CHECK(!asked->coap.if_none_match);
        }
    }
}

TEST_CASE("conditions of a change become If-Match and If-None-Match")
{
    for (const std::string method : {"PUT", "POST", "DELETE", "PATCH"}) {
        CAPTURE(method);
        CHECK(asked_with(method, "if-match", R"("0a", "0b0c")")->coap.if_match == std::vector<Bytes>{one, two});
        CHECK(asked_with(method, "if-match", R"("of-another", "0a")")->coap.if_match == std::vector<Bytes>{one});
        CHECK(asked_with(method, "if-match", "*")->coap.if_match == std::vector<Bytes>{Bytes{}});
        CHECK(asked_with(method, "if-none-match", "*")->coap.if_none_match);
        CHECK(asked_with(method, "if-none-match", "*")->coap.etags.empty());
    }
}

TEST_CASE("conditions that cannot be kept are refused, never dropped")
{
    struct Row {
        std::string method;
        std::string name;
        std::string value;
        std::uint16_t status;
    };
    const std::string nine = R"("01","02","03","04","05","06","07","08","09")";
    const std::vector<Row> rows{
        {"PUT", "if-match", R"("of-another")", 412},
        {"PUT", "if-match", R"(W/"0a")", 412},
        {"GET", "if-match", R"("of-another")", 412},
        {"PUT", "if-match", "nonsense", 400},
        {"PUT", "if-match", nine, 400},
        {"PUT", "if-none-match", R"("0a")", 400},
        {"PUT", "if-none-match", "nonsense", 400},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method + ' ' + row.name + ": " + row.value);
        const auto asked = asked_with(row.method, row.name, row.value);
        REQUIRE(!asked);
        CHECK(asked.error().status == row.status);
    }
    CHECK(asked_with("GET", "if-none-match", nine)->coap.etags.size() == most_entity_tags);
}

TEST_CASE("a GET is answered by what its conditions say")
{
    struct Row {
        std::string name;
        std::string value;
        Code code;
        std::optional<Bytes> etag;
        std::uint16_t status;
    };
    const std::vector<Row> rows{
        {"if-none-match", R"("0a")", Code::content, one, 304},
        {"if-none-match", R"(W/"0a")", Code::content, one, 304},
        {"if-none-match", R"("0a")", Code::content, two, 200},
        {"if-none-match", R"("0a")", Code::content, std::nullopt, 200},
        {"if-none-match", R"("of-another")", Code::content, one, 200},
        {"if-none-match", "nonsense", Code::content, one, 200},
        {"if-none-match", "*", Code::content, one, 304},
        {"if-none-match", "*", Code::not_found, std::nullopt, 404},
        {"if-none-match", R"("0a")", Code::valid, one, 304},
        {"if-none-match", R"("0a", "0b0c")", Code::valid, two, 304},
        {"if-none-match", R"("0a")", Code::valid, two, 502},
        {"if-none-match", R"("0a")", Code::valid, std::nullopt, 304},
        {"if-none-match", R"("0a", "0b0c")", Code::valid, std::nullopt, 502},
        {"accept", "*/*", Code::valid, one, 502},
        {"if-match", R"("0a")", Code::content, one, 200},
        {"if-match", R"("0a")", Code::content, two, 412},
        {"if-match", R"("0a")", Code::content, std::nullopt, 412},
        {"if-match", "*", Code::content, std::nullopt, 200},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name + ": " + row.value);
        const auto answer = answer_to(asked_with("GET", row.name, row.value), row.code, row.etag);
        CHECK(answer.status == row.status);
        CHECK((answer.body == nullptr) == (row.status == 304));
        if (row.status == 304 && row.etag) CHECK(field_of(answer, "etag") == entity_tag_of(*row.etag));
    }
}

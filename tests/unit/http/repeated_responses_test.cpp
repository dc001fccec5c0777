// SPDX-License-Identifier: MIT
#include "http/repeated_responses.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using namespace coapnode::http;

namespace {

using ResponsePtr = std::shared_ptr<const HttpResponse>;

ResponsePtr shared(HttpResponse response)
{
    return std::make_shared<const HttpResponse>(std::move(response));
}

ResponsePtr response_of(std::string_view text)
{
    return shared({200, {{"content-type", "text/plain"}, {"age", "0"}}, std::make_shared<const Bytes>(to_bytes(text))});
}

}  // namespace

TEST_CASE("an answer is kept when it is sent a second time, and is then the same object")
{
    RepeatedResponses responses;
    const auto answer = response_of("21.5");
    const auto first = responses.get(answer);
    const auto second = responses.get(answer);
    CHECK(first != second);
    CHECK(responses.get(answer) == second);
    CHECK(responses.get(response_of("21.5")) == second);
}

TEST_CASE("an answer with another status, field or body is another one")
{
    RepeatedResponses responses;
    const auto answer = response_of("21.5");
    static_cast<void>(responses.get(answer));
    const auto kept = responses.get(answer);

    auto older = *answer;
    older.fields.back().value = "1";
    CHECK(responses.get(shared(older)) != kept);
    auto other_status = *answer;
    other_status.status = 404;
    CHECK(responses.get(shared(other_status)) != kept);
    CHECK(responses.get(response_of("21.6")) != kept);
}

TEST_CASE("what is sent once, is large or has no body is not kept")
{
    RepeatedResponses responses;
    const auto once = response_of("21.5");
    static_cast<void>(responses.get(once));
    CHECK(once->body.use_count() == 1);

    const auto large = response_of(std::string(RepeatedResponses::largest_body + 1, 'x'));
    const auto empty = shared({204, {{"allow", "GET"}}, nullptr});
    for (const auto& answer : {large, empty}) {
        const auto first = responses.get(answer);
        const auto second = responses.get(answer);
        CHECK(responses.get(answer) != second);
        CHECK(first != second);
    }
}

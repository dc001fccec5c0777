// SPDX-License-Identifier: MIT
/// What holds for any request, however it is made.
#include "gateway/mapping/location.hpp"
#include "gateway/mapping/to_coap.hpp"
#include "gateway/mapping/to_http.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace coapnode;

namespace {

constexpr int rounds = 5'000;

class Dice {
public:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(engine_); }

    template <class Words>
    std::string some_of(const Words& words, std::size_t most)
    {
        std::string text;
        for (auto left = below(most); left > 0; --left)
            text += words[below(words.size())];
        return text;
    }

private:
    std::mt19937 engine_{42};
};

const std::vector<std::string> url_words{"/",   "a", "..", ".", "%2e", "%2F", "%", "%00", "%C3%BC",
                                         "%ff", "+", "&",  "=", "%25", "?",   ";", "%3F", "\xc3\xbc"};
const std::vector<std::string> field_words{"application/json",
                                           "text/plain",
                                           "*/*",
                                           "*",
                                           ",",
                                           ";",
                                           "q=",
                                           "0.5",
                                           "\"",
                                           "\\",
                                           "W/",
                                           "0a",
                                           "=",
                                           " ",
                                           "cf=",
                                           "application/coap-payload",
                                           "max-age",
                                           "no-cache",
                                           "charset=utf-8",
                                           "\x01",
                                           "\xff"};
const std::vector<std::string> field_names{"accept",        "content-type", "if-match",         "if-none-match",
                                           "cache-control", "pragma",       "content-encoding", "authorization"};
const std::vector<std::string> methods{"GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "NONSENSE"};

HttpRequest random_request(Dice& dice)
{
    HttpRequest request;
    request.method = methods[dice.below(methods.size())];
    for (auto left = dice.below(4); left > 0; --left)
        request.fields.push_back({field_names[dice.below(field_names.size())], dice.some_of(field_words, 8)});
    request.body = to_bytes(dice.some_of(field_words, 2));
    return request;
}

bool is_dots(const std::string& segment)
{
    return segment == "." || segment == "..";
}

}  // namespace

TEST_CASE("the URL of a target leads to it again, and no segment is . or ..")
{
    Dice dice;
    int taken = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto path = "/devices/pi/" + dice.some_of(url_words, 8);
        const auto query = dice.some_of(url_words, 6);
        CAPTURE(path + '?' + query);
        const auto target = parse_target(path, query);
        if (!target) {
            CHECK(target.error().status == 400);
            continue;
        }
        ++taken;
        CHECK(std::ranges::none_of(target->path, is_dots));
        const auto url = location_below(target->device, target->path, target->query);
        REQUIRE(url);
        const auto mark = std::min(url->find('?'), url->size());
        const auto again = parse_target(url->substr(0, mark), url->substr(std::min(mark + 1, url->size())));
        REQUIRE(again);
        CHECK(again->path == target->path);
        CHECK(again->query == target->query);
    }
    CHECK(taken > rounds / 10);
}

TEST_CASE("any request is forwarded within its bounds, or refused with a 4.xx or 501")
{
    Dice dice;
    const std::vector<std::uint16_t> offered{50, 60, 0};
    int taken = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto request = random_request(dice);
        const auto forwarded = to_coap(request, {"pi", true, {"t"}, {}}, offered);
        if (!forwarded) {
            CHECK(forwarded.error().status >= 400);
            CHECK(forwarded.error().status <= 501);
            continue;
        }
        ++taken;
        const auto& coap = forwarded->coap;
        CHECK(coap.etags.size() <= most_entity_tags);
        CHECK(coap.if_match.size() <= most_entity_tags);
        CHECK((!coap.accept || std::ranges::find(offered, *coap.accept) != offered.end()));
        CHECK((coap.payload.empty() || coap.payload == request.body));
    }
    CHECK(taken > rounds / 10);
}

TEST_CASE("any response becomes an answer that HTTP can carry")
{
    Dice dice;
    for (int i = 0; i < rounds; ++i) {
        IncomingResponse response;
        response.code = static_cast<std::uint8_t>(dice.below(256));
        if (dice.below(2) == 0) response.content_format = static_cast<std::uint16_t>(dice.below(65536));
        if (dice.below(2) == 0) response.etag = Bytes(1 + dice.below(8), 0x0a);
        response.payload = to_bytes(dice.some_of(field_words, 4));
        response.location_path = {dice.some_of(url_words, 3), "\r\n"};
        const RequestFacts facts{.device = "pi", .method = dice.below(2) == 0 ? Method::get : Method::post};
        const auto answer = to_http(std::make_shared<const IncomingResponse>(response), facts);
        CAPTURE(int{response.code});
        CHECK(answer.status >= 200);
        CHECK(answer.status <= 504);
        for (const auto& [name, value] : answer.fields)
            CHECK(std::ranges::none_of(value, [](unsigned char c) { return c < 0x20 || c >= 0x7f; }));
    }
}

// SPDX-License-Identifier: MIT
#include "bench.hpp"
#include "resources/led_body.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace coapnode;

namespace {

Result<LedPattern> parsed(std::string_view body, std::optional<std::uint16_t> format = std::nullopt)
{
    Request request;
    request.content_format = format;
    request.payload = as_bytes(body);
    return parse_led_pattern(request);
}

}  // namespace

TEST_CASE("bodies that name a pattern, each value at its limits, and what GET shows of it")
{
    struct Row {
        std::string body;
        LedPattern pattern;
        std::string shown;
    };
    const Row rows[] = {
        {R"({"state":"on","for":"30s"})", Steady{true, 30s}, R"({"state":"on","for":"30s"})"},
        {R"({"for":"100ms","state":"OFF"})", Steady{false, 100ms}, R"({"state":"off","for":"100ms"})"},
        {R"({"state":"on","for":"24h"})", Steady{true, 24h}, R"({"state":"on","for":"1d"})"},
        {R"({"state":"blink"})", Blink{}, R"({"state":"blink","period":"1s","duty":0.5})"},
        {"blink", Blink{}, R"({"state":"blink","period":"1s","duty":0.5})"},
        {" Blink\n", Blink{}, R"({"state":"blink","period":"1s","duty":0.5})"},
        {R"({"state":"blink","period":"100ms","duty":0.01,"count":1})", Blink{100ms, 0.01, 1},
         R"({"state":"blink","period":"100ms","duty":0.01,"count":1})"},
        {R"({"state":"blink","period":"60s","duty":0.99,"count":10000})", Blink{60s, 0.99, 10'000},
         R"({"state":"blink","period":"1m","duty":0.99,"count":10000})"},
        {R"({"state":"blink","duty":0.125})", Blink{1s, 0.125, {}}, R"({"state":"blink","period":"1s","duty":0.125})"},
        {R"({"state":"BLINK","period":"1500ms"})", Blink{1500ms, 0.5, {}},
         R"({"state":"blink","period":"1500ms","duty":0.5})"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const auto pattern = parsed(row.body);
        REQUIRE(pattern.has_value());
        CHECK(*pattern == row.pattern);
        CHECK(pattern_document(*pattern).dump() == row.shown);
        CHECK_MESSAGE(parsed(row.shown) == row.pattern, "what is shown can be sent");
        const auto cbor = nlohmann::json::to_cbor(pattern_document(*pattern));
        CHECK(parsed(as_text(cbor), 60) == row.pattern);
    }
}

TEST_CASE("each number of a pattern in every spelling")
{
    const LedPattern pattern = Blink{1500ms, 0.25, 21};
    for (const std::string count : {"21", "21.0", "2.1e1", "2.1E+01", "210e-1", "21.000"}) {
        for (const std::string duty : {"0.25", "2.5e-1", "25E-02", "0.250"}) {
            for (const std::string period : {"1500ms", "1.5s", "1.5 s", "15e-1s", "0.025m", "1.5E3 ms"}) {
                CAPTURE(count);
                CAPTURE(duty);
                CAPTURE(period);
                const auto in_order =
                    R"({"state":"blink","period":")" + period + R"(","duty":)" + duty + R"(,"count":)" + count + "}";
                CHECK(parsed(in_order) == pattern);
                const auto turned = "{\r\n\t\"count\": " + count + ",\r\n\t\"duty\": " + duty +
                                    ",\r\n\t\"period\": \"" + period + "\",\r\n\t\"state\": \"Blink\"\r\n}\r\n";
                CHECK(parsed(turned, 50) == pattern);
            }
        }
    }
    const std::string head = "bf 65 7374617465 65 626c696e6b 66 706572696f64 7f 63 312e35 61 73 ff 64 64757479";
    for (const std::string duty : {"f9 3400", "fa 3e800000", "fb 3fd0000000000000", "c482 21 1819", "c582 21 01"}) {
        for (const std::string count : {"15", "18 15", "19 0015", "1a 00000015", "1b 0000000000000015", "f9 4d40",
                                        "fb 4035000000000000", "c2 41 15", "d9d9f7 15"}) {
            CAPTURE(duty);
            CAPTURE(count);
            const auto body = from_hex(head + duty + "65 636f756e74" + count + "ff");
            CHECK(parsed(as_text(body), 60) == pattern);
        }
    }
    CHECK(parsed(R"({"state":"on","for":"0.5m"})") == LedPattern{Steady{true, 30s}});
}

TEST_CASE("one past each limit, and what makes no sense")
{
    const std::string words =
        R"(: send {"state":"on"}, {"state":"on","for":"30s"} or {"state":"blink","period":"1s","duty":0.5,"count":10})";
    const std::string lasting = R"("for" must be a duration from 100ms to 1d such as "30s")";
    const std::string period = R"("period" must be a duration from 100ms to 1m such as "30s")";
    const std::string duty = R"("duty" must be a number from 0.01 to 0.99)";
    const std::string count = R"("count" must be a whole number from 1 to 10000)";
    const std::string others = R"(a member other than "state", "for")";
    const std::string other_blinks = R"(a member other than "state", "period", "duty", "count")";
    struct Row {
        std::string body;
        std::string complaint;
    };
    const Row rows[] = {
        {R"({"state":"on","for":"99ms"})", lasting},      {R"({"state":"on","for":"86400001ms"})", lasting},
        {R"({"state":"on","for":"0s"})", lasting},        {R"({"state":"on","for":"30"})", lasting},
        {R"({"state":"on","for":"-30s"})", lasting},      {R"({"state":"on","for":"0.0994s"})", lasting},
        {R"({"state":"on","for":30})", lasting},          {R"({"state":"on","for":null})", lasting},
        {R"({"state":"blink","period":"99ms"})", period}, {R"({"state":"blink","period":"60001ms"})", period},
        {R"({"state":"blink","period":1})", period},      {R"({"state":"blink","duty":0.0099})", duty},
        {R"({"state":"blink","duty":0.991})", duty},      {R"({"state":"blink","duty":0})", duty},
        {R"({"state":"blink","duty":1})", duty},          {R"({"state":"blink","duty":-0.5})", duty},
        {R"({"state":"blink","duty":"0.5"})", duty},      {R"({"state":"blink","count":0})", count},
        {R"({"state":"blink","count":10001})", count},    {R"({"state":"blink","count":-0})", count},
        {R"({"state":"blink","count":1.0001e4})", count}, {R"({"state":"blink","count":-1})", count},
        {R"({"state":"blink","count":1.5})", count},      {R"({"state":"blink","count":18446744073709551616})", count},
        {R"({"state":"blink","count":"10"})", count},     {R"({"state":"on","color":"red"})", others},
        {R"({"state":"on","period":"1s"})", others},      {R"({"state":"blink","for":"30s"})", other_blinks},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const auto pattern = parsed(row.body);
        REQUIRE_FALSE(pattern.has_value());
        CHECK(pattern.error() == Error{Errc::bad_body, row.complaint + words});
    }
    const auto not_a_number =
        from_hex("a2 65 7374617465 65 626c696e6b 64 64757479 f9 7e00");  // {state: blink, duty: NaN}
    CHECK(parsed(as_text(not_a_number), 60).error() == Error{Errc::bad_body, duty + words});
}

TEST_CASE("an LED with a pattern: one representation for all of it")
{
    Bench bench;
    auto& line = bench.fit_led("led");
    bench.build();
    CHECK(bench.handle(request_with("led", Method::put, R"({"state":"blink","count":2})")).code == Code::changed);
    const auto first = bench.get("led", ContentFormat::json);
    CHECK(payload_of(first) == R"({"state":"blink","period":"1s","duty":0.5,"count":2})");
    CHECK(payload_of(bench.get("led", ContentFormat::text)) == "blink");
    CHECK(payload_of(bench.get("led", ContentFormat::senml_json)) ==
          R"([{"bn":"sensor-001/","n":"leds/led","vb":true}])");
    bench.run_until(700ms);
    CHECK_FALSE(line.high);
    CHECK(bench.get("led", ContentFormat::json).payload == first.payload);
    CHECK(bench.get("led", ContentFormat::json).etag == first.etag);
    bench.run_until(1500ms);
    CHECK(bench.json("led") == R"({"state":"off"})");
    CHECK(payload_of(bench.get("led", ContentFormat::senml_json)) ==
          R"([{"bn":"sensor-001/","n":"leds/led","vb":false}])");
}

TEST_CASE("POST without a body: what is on or blinks goes off, what is off goes on")
{
    struct Row {
        std::string before;
        bool high;  ///< afterwards
    };
    for (const auto& [before, high] :
         {Row{"on", false}, Row{"off", true}, Row{"blink", false}, Row{R"({"state":"on","for":"1h"})", false},
          Row{R"({"state":"off","for":"1h"})", true}}) {
        for (const auto after : {0ms, 700ms}) {  // in either half of a blink
            CAPTURE(before);
            Bench bench;
            auto& line = bench.fit_led("led");
            bench.build();
            CHECK(bench.handle(request_with("led", Method::put, before)).code == Code::changed);
            bench.time.advance(after);
            CHECK(bench.handle(request_for("led", Method::post)).code == Code::changed);
            CHECK(line.high == high);
            CHECK(bench.json("led") == (high ? R"({"state":"on"})" : R"({"state":"off"})"));
        }
    }
}

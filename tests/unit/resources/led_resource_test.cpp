// SPDX-License-Identifier: MIT
#include "bench.hpp"
#include "coapnode/rest/encode.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Desk : Bench {
    LineState& line = fit_led("led");

    Desk() { build(); }

    Response send(Method method, std::string_view body, std::optional<std::uint16_t> format = std::nullopt)
    {
        auto request = request_with("led", method, body);
        request.content_format = format;
        return handle(request);
    }
};

}  // namespace

TEST_CASE("an LED in every format")
{
    Desk desk;
    struct Row {
        ContentFormat format;
        std::string off;
        std::string on;
    };
    const auto text = [](std::string_view written) { return hex_of(as_bytes(written)); };
    const Row rows[] = {
        {ContentFormat::json, text(R"({"state":"off"})"), text(R"({"state":"on"})")},
        {ContentFormat::cbor, "a165737461746563" + text("off"), "a165737461746562" + text("on")},
        {ContentFormat::text, text("off"), text("on")},
        {ContentFormat::senml_json, text(R"([{"bn":"sensor-001/","n":"leds/led","vb":false}])"),
         text(R"([{"bn":"sensor-001/","n":"leds/led","vb":true}])")},
        {ContentFormat::senml_cbor, "81a3216b" + text("sensor-001/") + "0068" + text("leds/led") + "04f4",
         "81a3216b" + text("sensor-001/") + "0068" + text("leds/led") + "04f5"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.format);
        for (const auto* path : {"led", "leds/led"}) {
            CHECK(desk.send(Method::put, "off").code == Code::changed);
            const auto off = desk.get(path, row.format);
            CHECK(hex_of(*off.payload) == row.off);
            CHECK(off.format == row.format);
            CHECK(off.max_age == 0);
            CHECK(desk.send(Method::put, "on").code == Code::changed);
            const auto on = desk.get(path, row.format);
            CHECK(hex_of(*on.payload) == row.on);
            CHECK(on.etag != off.etag);
        }
    }
}

TEST_CASE("PUT sets the state, POST sets it or toggles")
{
    struct Row {
        Method method;
        std::string body;
        std::optional<std::uint16_t> format;
        Code code;
        bool high;  ///< afterwards
    };
    const Row rows[] = {
        {Method::put, R"({"state":"on"})", 50, Code::changed, true},
        {Method::put, R"({"state":"on"})", 50, Code::changed, true},
        {Method::put, "off", 0, Code::changed, false},
        {Method::post, "", {}, Code::changed, true},
        {Method::post, "", {}, Code::changed, false},
        {Method::post, "", 50, Code::changed, true},
        {Method::post, "on", {}, Code::changed, true},
        {Method::post, R"({"state":"off"})", {}, Code::changed, false},
        {Method::put, "", {}, Code::bad_request, false},
        {Method::put, "maybe", {}, Code::bad_request, false},
        {Method::post, "{}", {}, Code::bad_request, false},
        {Method::put, "on", 42, Code::unsupported_content_format, false},
        {Method::delete_, "", {}, Code::method_not_allowed, false},
    };
    Desk desk;
    for (const auto& row : rows) {
        CAPTURE(row.body);
        CAPTURE(static_cast<int>(row.method));
        const auto response = desk.send(row.method, row.body, row.format);
        CHECK(response.code == row.code);
        CHECK(desk.line.high == row.high);
        CHECK(desk.json("led") == (row.high ? R"({"state":"on"})" : R"({"state":"off"})"));
        CHECK((response.payload == nullptr) == (row.code == Code::changed && row.method == Method::put));
    }
}

TEST_CASE("a POST is answered with the new state, as a GET then shows it, in every format")
{
    Desk desk;
    for (const auto format : value_formats) {
        for (const auto* const body : {"", "blink", "", R"({"state":"on","for":"30s"})", "off"}) {
            CAPTURE(format);
            CAPTURE(std::string{body});
            const auto reply = desk.handle(accepting(request_with("leds/led", Method::post, body), format));
            const auto shown = desk.get("led", format);
            CHECK(reply.code == Code::changed);
            CHECK(reply.format == format);
            CHECK(payload_of(reply) == payload_of(shown));
            CHECK(reply.etag == shown.etag);
            CHECK_FALSE(reply.max_age.has_value());
        }
    }
    CHECK(payload_of(desk.send(Method::post, "")) == R"({"state":"on"})");
    CHECK(payload_of(desk.send(Method::post, "")) == R"({"state":"off"})");
    CHECK(desk.handle(accepting(request_for("led", Method::post), ContentFormat::link_format)).code ==
          Code::not_acceptable);
    CHECK_FALSE(desk.line.high);
}

TEST_CASE("a line that cannot be driven: 5.03 with the cause, and the state stays")
{
    Desk desk;
    desk.line.broken = true;
    for (const auto method : {Method::put, Method::post}) {
        const auto response = desk.send(method, "on");
        CHECK(response.code == Code::service_unavailable);
        CHECK(payload_of(response) == "cannot drive GPIO17");
        CHECK(desk.json("led") == R"({"state":"off"})");
    }
    CHECK(desk.line.drives == 2);
    desk.line.broken = false;
    CHECK(desk.send(Method::post, "").code == Code::changed);
    CHECK(desk.line.high);
}

TEST_CASE("/led and /leds/NAME are one LED: an ETag of one holds for the other until a change")
{
    Desk desk;
    const auto etag = desk.get("led", ContentFormat::json).etag.value();
    auto change = request_with("leds/led", Method::put, "on");
    change.if_match = {Bytes{etag.begin(), etag.end()}};
    CHECK(desk.handle(change).code == Code::changed);
    CHECK(desk.handle(change).code == Code::precondition_failed);
    CHECK(desk.line.drives == 1);
}

TEST_CASE("bytes are built once for each state")
{
    Desk desk;
    const auto first = desk.get("led", ContentFormat::json).payload;
    CHECK(desk.get("led", ContentFormat::json).payload == first);
    CHECK(desk.send(Method::put, "off").code == Code::changed);  // changes nothing
    CHECK(desk.get("led", ContentFormat::json).payload == first);
    CHECK(desk.send(Method::put, "on").code == Code::changed);
    CHECK(desk.get("led", ContentFormat::json).payload != first);
}

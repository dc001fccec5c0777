// SPDX-License-Identifier: MIT
#include "fake_resource.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Bytes tag_bytes(const ETag& etag)
{
    return {etag.begin(), etag.end()};
}

Bytes tag_of(LedSite& node, ContentFormat format)
{
    const auto response = node.handle(accepting(request_for("led"), format));
    REQUIRE(response.etag);
    return tag_bytes(*response.etag);
}

}  // namespace

TEST_CASE("Accept chooses the representation; without it the first one is given")
{
    struct Row {
        std::optional<std::uint16_t> accept;
        Code code;
        std::optional<ContentFormat> format;
        std::string payload;
    };
    const Row rows[] = {
        {std::nullopt, Code::content, ContentFormat::json, "50 off"},
        {50, Code::content, ContentFormat::json, "50 off"},
        {0, Code::content, ContentFormat::text, "0 off"},
        {60, Code::not_acceptable, std::nullopt, "no representation in format 60"},
        {40, Code::not_acceptable, std::nullopt, "no representation in format 40"},
        {65535, Code::not_acceptable, std::nullopt, "no representation in format 65535"},
    };
    LedSite node;
    for (const auto& row : rows) {
        CAPTURE(row.payload);
        auto request = request_for("led");
        request.accept = row.accept;
        const auto response = node.handle(request);
        CHECK(response.code == row.code);
        CHECK(response.format == row.format);
        CHECK(payload_of(response) == row.payload);
        CHECK(response.max_age.has_value() == (row.code == Code::content));
    }
    CHECK(node.visits.gets == 3);
}

TEST_CASE("Accept does not concern a change")
{
    LedSite node;
    auto request = request_with("led", Method::put, "on");
    request.accept = std::uint16_t{112};
    CHECK(node.handle(request).code == Code::changed);
}

TEST_CASE("an ETag that still holds is answered with 2.03, without a payload")
{
    LedSite node;
    const auto json = tag_of(node, ContentFormat::json);
    const auto text = tag_of(node, ContentFormat::text);
    const Bytes other(8, 0xaa);
    auto shorter = json;
    shorter.pop_back();
    struct Row {
        std::string what;
        std::vector<Bytes> etags;
        Code code;
    };
    const Row rows[] = {
        {"none", {}, Code::content},
        {"the right one", {json}, Code::valid},
        {"the right one among others", {other, json}, Code::valid},
        {"only another one", {other}, Code::content},
        {"of another format", {text}, Code::content},
        {"a part of it", {shorter}, Code::content},
        {"an empty one", {Bytes{}}, Code::content},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        auto request = request_for("led");
        request.etags = row.etags;
        const auto response = node.handle(request);
        CHECK(response.code == row.code);
        CHECK(response.max_age == 5);
        REQUIRE(response.etag);
        CHECK(tag_bytes(*response.etag) == json);
        CHECK((response.payload != nullptr) == (row.code == Code::content));
        CHECK(response.format.has_value() == (row.code == Code::content));
    }
}

TEST_CASE("an ETag of an earlier state is answered with the new state")
{
    LedSite node;
    auto request = request_for("led");
    request.etags = {tag_of(node, ContentFormat::json)};
    node.led->state = "on";
    CHECK(node.handle(request).code == Code::content);
    node.led->state = "off";
    CHECK(node.handle(request).code == Code::valid);
}

TEST_CASE("a failure is not turned into 2.03")
{
    LedSite node;
    auto request = request_for("led");
    request.etags = {tag_of(node, ContentFormat::json)};
    node.led->failing = true;
    const auto response = node.handle(request);
    CHECK(response.code == Code::service_unavailable);
    CHECK(response.max_age == 7);
    CHECK(payload_of(response) == "no answer at 0x44 on /dev/i2c-1");
}

TEST_CASE("If-Match and If-None-Match decide whether a request is carried out")
{
    LedSite node;
    const auto json = tag_of(node, ContentFormat::json);
    const auto text = tag_of(node, ContentFormat::text);
    const Bytes other(8, 0xaa);
    struct Row {
        std::string what;
        std::vector<Bytes> if_match;
        bool if_none_match;
        bool holds;
    };
    const Row rows[] = {
        {"neither", {}, false, true},
        {"the tag of the default format", {json}, false, true},
        {"the tag of another format", {text}, false, true},
        {"the right tag among others", {other, text}, false, true},
        {"another tag", {other}, false, false},
        {"an empty tag: any existing resource", {Bytes{}}, false, true},
        {"an empty tag among others", {other, Bytes{}}, false, true},
        {"the resource must not exist", {}, true, false},
        {"a right tag, and must not exist", {json}, true, false},
    };
    for (const auto& row : rows) {
        for (const auto method : {Method::get, Method::put, Method::post}) {
            CAPTURE(row.what);
            CAPTURE(static_cast<int>(method));
            auto request = request_with("led", method, "off");
            request.if_match = row.if_match;
            request.if_none_match = row.if_none_match;
            const auto changes = node.visits.puts + node.visits.posts;
            const auto done = method == Method::get ? Code::content : Code::changed;
            CHECK(node.handle(request).code == (row.holds ? done : Code::precondition_failed));
            const bool ran = row.holds && method != Method::get;
            CHECK(node.visits.puts + node.visits.posts == changes + (ran ? 1 : 0));
        }
    }
}

TEST_CASE("DELETE of what is not there is done already, unless it was to be there")
{
    LedSite node;
    auto request = request_for("nothing", Method::delete_);
    CHECK(node.handle(request).code == Code::deleted);
    CHECK(payload_of(node.handle(request)).empty());
    request.if_match = {Bytes{}};
    CHECK(node.handle(request).code == Code::precondition_failed);
}

TEST_CASE("If-Match does not hold any more after a change, nor while there is no representation")
{
    LedSite node;
    auto request = request_with("led", Method::put, "on");
    request.if_match = {tag_of(node, ContentFormat::json)};
    CHECK(node.handle(request).code == Code::changed);
    CHECK(node.handle(request).code == Code::precondition_failed);
    node.led->state = "off";
    node.led->failing = true;
    CHECK(node.handle(request).code == Code::precondition_failed);
    CHECK(node.led->state == "off");
}

TEST_CASE("a POST is answered in a format that Accept chooses; one that cannot be had is told before anything changes")
{
    LedSite node;
    struct Row {
        std::optional<std::uint16_t> accept;
        Code code;
        std::optional<ContentFormat> format;
    };
    const Row rows[] = {{{}, Code::changed, ContentFormat::json},
                        {50, Code::changed, ContentFormat::json},
                        {0, Code::changed, ContentFormat::text},
                        {60, Code::not_acceptable, {}},
                        {65535, Code::not_acceptable, {}}};
    for (const auto& row : rows) {
        auto request = request_with("led", Method::post, "");
        request.accept = row.accept;
        const auto before = node.visits.posts;
        const auto reply = node.handle(request);
        CHECK(reply.code == row.code);
        CHECK(reply.format == row.format);
        CHECK(node.visits.posts == before + (row.code == Code::changed ? 1 : 0));
        request.method = Method::put;
        CHECK_MESSAGE(node.handle(request).code == Code::changed, "the answer to a PUT has no format");
    }
}

TEST_CASE("whoever may not do it does not learn whether a tag holds")
{
    LedSite node;
    auto request = request_with("led", Method::put, "on");
    request.if_match = {Bytes(8, 0xaa)};
    request.client = anonymous_reader;
    CHECK(node.handle(request).code == Code::unauthorized);
}

TEST_CASE("a body larger than the resource takes does not reach it; its role is asked first, a condition is not")
{
    LedSite node;
    const auto largest = std::string(node.led->description().largest_body, 'x');
    const auto larger = largest + 'x';
    for (const auto method : {Method::put, Method::post}) {
        CHECK(node.handle(request_with("led", method, largest)).code == Code::changed);
        auto request = request_with("led", method, larger);
        CHECK(node.handle(request).code == Code::request_entity_too_large);
        CHECK(node.handle(request).largest_body == largest.size());
        request.if_match = {Bytes(8, 0xaa)};
        CHECK(node.handle(request).code == Code::request_entity_too_large);
        request.client = reader;
        CHECK(node.handle(request).code == Code::forbidden);
    }
    CHECK(node.visits.puts + node.visits.posts == 2);
    CHECK_MESSAGE(node.handle(request_with("led", Method::get, larger)).code == Code::content, "a GET has no body");
}

namespace {

/// A reading that can be observed.
class ObservableResource final : public Resource {
public:
    ObservableResource() : Resource{{"temperature", "", "", "", {ContentFormat::text}, for_everybody}} {}

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        return Response::content(make_representation(format, {'2', '1'}), 5);
    }
    ChangeSignal* changes() override { return &changes_; }
    [[nodiscard]] std::optional<Scalar> scalar() const override { return 21.0; }

private:
    ChangeSignal changes_;
};

}  // namespace

TEST_CASE("conditions that their observer has read are not read again")
{
    std::vector<std::unique_ptr<Resource>> resources;
    resources.push_back(std::make_unique<ObservableResource>());
    Site site{std::move(resources)};
    Request request;
    request.path = {"temperature"};
    request.query = {"c.gt=warm"};
    CHECK(site.handle(request).code == Code::bad_request);
    request.conditions_are_read = true;
    CHECK(site.handle(request).code == Code::content);
}

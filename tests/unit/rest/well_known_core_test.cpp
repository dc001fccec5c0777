// SPDX-License-Identifier: MIT
#include "fake_resource.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr auto led_link = R"(</led>;rt="actuator led";if="core.a";ct="50 0")";
constexpr auto config_link = R"(</config>;rt="actuator led";if="core.a";ct="50 0")";

struct TwoResources {
    Visits visits;
    Site site{make(visits)};

    static std::vector<std::unique_ptr<Resource>> make(Visits& visits)
    {
        std::vector<std::unique_ptr<Resource>> all;
        all.push_back(std::make_unique<FakeResource>(described("led", for_controllers), visits));
        all.push_back(std::make_unique<FakeResource>(
            described("config", Access{.get = Role::admin, .put = {}, .post = {}}), visits));
        return all;
    }

    Response ask(const std::vector<std::string>& query)
    {
        auto request = request_for(".well-known/core");
        request.client = nobody;
        request.query = query;
        return site.handle(request);
    }
};

}  // namespace

TEST_CASE("/.well-known/core lists what there is, for everybody, as link format")
{
    TwoResources node;
    const auto all = node.ask({});
    CHECK(all.code == Code::content);
    CHECK(all.format == ContentFormat::link_format);
    CHECK(payload_of(all) == std::string{led_link} + ',' + config_link);
    CHECK(all.etag.has_value());
    CHECK(all.max_age.value_or(0) > 0);
    CHECK(node.visits.all() == 0);
}

TEST_CASE("/.well-known/core filtered by a query")
{
    TwoResources node;
    CHECK(payload_of(node.ask({"href=/led"})) == led_link);
    CHECK(payload_of(node.ask({"href=/c*"})) == config_link);
    const auto none = node.ask({"rt=none"});
    CHECK(none.code == Code::content);
    CHECK(payload_of(none).empty());
    CHECK(none.etag != node.ask({}).etag);
    CHECK(node.ask({"href=/led"}).etag == node.ask({"rt=*", "href=/led"}).etag);
}

TEST_CASE("/.well-known/core takes Accept, ETag and nothing but GET")
{
    TwoResources node;
    auto request = request_for(".well-known/core");
    CHECK(node.site.handle(accepting(request, ContentFormat::link_format)).code == Code::content);
    CHECK(node.site.handle(accepting(request, ContentFormat::json)).code == Code::not_acceptable);
    const auto etag = node.site.handle(request).etag.value();
    request.etags = {Bytes{etag.begin(), etag.end()}};
    CHECK(node.site.handle(request).code == Code::valid);
    CHECK(node.site.handle(request_for(".well-known/core", Method::post)).code == Code::method_not_allowed);
}

TEST_CASE("/.well-known/core of an empty node is an empty document")
{
    Site site{{}};
    const auto response = site.handle(request_for(".well-known/core"));
    CHECK(response.code == Code::content);
    CHECK(payload_of(response).empty());
}

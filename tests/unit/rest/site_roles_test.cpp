// SPDX-License-Identifier: MIT
#include "fake_resource.hpp"

#include <doctest/doctest.h>

#include <array>
#include <sstream>

using namespace coapnode;

namespace {

constexpr Access for_administrators{.get = Role::admin, .put = Role::admin, .post = {}};

struct Party {
    Visits visits;
    Site site{make(visits)};

    static std::vector<std::unique_ptr<Resource>> make(Visits& visits)
    {
        std::vector<std::unique_ptr<Resource>> all;
        all.push_back(std::make_unique<FakeResource>(described("temperature", for_readers), visits));
        all.push_back(std::make_unique<FakeResource>(described("led", for_controllers), visits));
        all.push_back(std::make_unique<FakeResource>(described("config", for_administrators), visits));
        return all;
    }
};

/// In the order of the table's columns.
constexpr std::array clients{nobody, anonymous_reader, anonymous_controller, removed_identity,
                             reader, controller,       administrator};

struct Row {
    std::string path;
    Method method;
    std::string codes;
};

// Anonymous:                                    none read control, with DTLS: removed read control admin
const Row rows[] = {
    {"temperature", Method::get, /*        */ "4.01 2.05 2.05            4.03 2.05 2.05 2.05"},
    {"temperature", Method::put, /*        */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"temperature", Method::post, /*       */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"temperature", Method::delete_, /*    */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"led", Method::get, /*                */ "4.01 2.05 2.05            4.03 2.05 2.05 2.05"},
    {"led", Method::put, /*                */ "4.01 4.01 2.04            4.03 4.03 2.04 2.04"},
    {"led", Method::post, /*               */ "4.01 4.01 2.04            4.03 4.03 2.04 2.04"},
    {"led", Method::delete_, /*            */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"led", Method::fetch, /*              */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"led", Method::patch, /*              */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"led", Method::ipatch, /*             */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"config", Method::get, /*             */ "4.01 4.01 4.01            4.03 4.03 4.03 2.05"},
    {"config", Method::put, /*             */ "4.01 4.01 4.01            4.03 4.03 4.03 2.04"},
    {"config", Method::post, /*            */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {".well-known/core", Method::get, /*   */ "2.05 2.05 2.05            2.05 2.05 2.05 2.05"},
    {".well-known/core", Method::put, /*   */ "4.05 4.05 4.05            4.05 4.05 4.05 4.05"},
    {"no/such/thing", Method::get, /*      */ "4.04 4.04 4.04            4.04 4.04 4.04 4.04"},
    {"no/such/thing", Method::put, /*      */ "4.04 4.04 4.04            4.04 4.04 4.04 4.04"},
    {"no/such/thing", Method::delete_, /*  */ "2.02 2.02 2.02            2.02 2.02 2.02 2.02"},
};

}  // namespace

TEST_CASE("roles and methods: who may do what")
{
    Party party;
    for (const auto& row : rows) {
        std::istringstream codes{row.codes};
        for (const auto& client : clients) {
            CAPTURE(row.path);
            CAPTURE(static_cast<int>(row.method));
            CAPTURE(static_cast<int>(client.role));
            CAPTURE(client.authenticated);
            std::string expected;
            codes >> expected;
            REQUIRE(expected.size() == 4);
            auto request = request_for(row.path, row.method);
            request.client = client;
            const int before = party.visits.all();
            const auto response = party.site.handle(request);
            CHECK(to_string(response.code) == expected);
            const bool is_there = request.path.front() != ".well-known" && row.path != "no/such/thing";
            const bool reached = expected.starts_with('2') && is_there;
            const int visits = party.visits.all() - before;
            CHECK(visits == int{reached});
        }
    }
}

TEST_CASE("a refusal says what would help, in a diagnostic payload")
{
    struct Row {
        std::string path;
        Method method;
        Client client;
        std::string text;
    };
    const Row refusals[] = {
        {"led", Method::put, anonymous_reader, "this needs DTLS and an identity whose role allows it"},
        {"led", Method::put, reader, "this identity's role does not allow it"},
        {"led", Method::delete_, administrator, "this resource does not support this method"},
        {"lamp", Method::get, administrator, "no such resource: see /.well-known/core"},
    };
    LedSite node;
    for (const auto& row : refusals) {
        CAPTURE(row.text);
        auto request = request_for(row.path, row.method);
        request.client = row.client;
        const auto response = node.handle(request);
        CHECK(payload_of(response) == row.text);
        CHECK_FALSE(response.format.has_value());  // RFC 7252 section 5.5.2
        CHECK_FALSE(response.etag.has_value());
    }
}

TEST_CASE("a resource that has a role for a method but not the method says so")
{
    class GetOnly final : public Resource {
    public:
        GetOnly() : Resource{described("odd", for_controllers)} {}
        Response get(const Request& /*request*/, ContentFormat format) override
        {
            return Response::content(make_representation(format, {}), 1);
        }
    };
    std::vector<std::unique_ptr<Resource>> resources;
    resources.push_back(std::make_unique<GetOnly>());
    Site site{std::move(resources)};
    CHECK(site.handle(request_for("odd", Method::put)).code == Code::method_not_allowed);
    CHECK(site.handle(request_for("odd", Method::post)).code == Code::method_not_allowed);
    CHECK(site.handle(request_for("odd", Method::get)).code == Code::content);
}

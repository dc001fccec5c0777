// SPDX-License-Identifier: MIT
#include "fake_resource.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a path is its segments, one string a Uri-Path option")
{
    Visits visits;
    std::vector<std::unique_ptr<Resource>> resources;
    for (const auto* path : {"led", "leds/led", "leds/led/extra", "sensors"}) {
        resources.push_back(std::make_unique<FakeResource>(described(path, for_everybody), visits));
    }
    Site site{std::move(resources)};

    struct Row {
        std::vector<std::string> path;
        Code code;
    };
    const Row rows[] = {
        {{"led"}, Code::content},
        {{"leds", "led"}, Code::content},
        {{"leds", "led", "extra"}, Code::content},
        {{"sensors"}, Code::content},
        {{".well-known", "core"}, Code::content},
        {{}, Code::not_found},
        {{""}, Code::not_found},
        {{"", ""}, Code::not_found},
        {{"leds"}, Code::not_found},
        {{"leds", "led", "extra", "more"}, Code::not_found},
        // A slash inside a segment is data (RFC 7252 section 6.4).
        {{"leds/led"}, Code::not_found},
        {{"leds/led", "extra"}, Code::not_found},
        {{"/led"}, Code::not_found},
        {{"led/"}, Code::not_found},
        {{".well-known/core"}, Code::not_found},
        // coap://host/led/, coap://host//led and coap://host/leds//led
        {{"led", ""}, Code::not_found},
        {{"", "led"}, Code::not_found},
        {{"leds", "", "led"}, Code::not_found},
        {{"LED"}, Code::not_found},
        {{std::string{"led\0", 4}}, Code::not_found},
        {{".."}, Code::not_found},
        {{std::string(255, 'a')}, Code::not_found},
    };
    for (const auto& row : rows) {
        std::string shown;
        for (const auto& segment : row.path)
            shown += "[" + segment + "]";
        CAPTURE(shown);
        auto request = request_for("");
        request.path = row.path;
        CHECK(site.handle(request).code == row.code);
    }
}

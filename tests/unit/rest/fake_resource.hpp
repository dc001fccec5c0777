// SPDX-License-Identifier: MIT
/// A resource that answers what a test tells it to and counts what reaches it.
#pragma once

#include "coapnode/rest/site.hpp"
#include "support/messages.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

struct Visits {
    int gets = 0;
    int puts = 0;
    int posts = 0;

    [[nodiscard]] int all() const { return gets + puts + posts; }
};

class FakeResource final : public Resource {
public:
    FakeResource(Description description, Visits& visits) : Resource{std::move(description)}, visits_{visits} {}

    /// The body of every representation, behind its format: "50 off".
    std::string state = "off";
    bool failing = false;

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        ++visits_.gets;
        if (failing) return Response::problem({Errc::no_answer, "no answer at 0x44 on /dev/i2c-1"}, 7);
        const auto body = std::to_string(static_cast<unsigned>(format)) + ' ' + state;
        return Response::content(make_representation(format, to_bytes(body)), 5);
    }
    Response put(const Request& request) override
    {
        ++visits_.puts;
        state = as_text(request.payload);
        return Response::changed();
    }
    Response post(const Request& /*request*/, ContentFormat format) override
    {
        ++visits_.posts;
        return Response::changed(make_representation(format, to_bytes(state)));
    }

private:
    Visits& visits_;
};

inline Description described(std::string path, Access access)
{
    return {std::move(path), "actuator led", "core.a", "", {ContentFormat::json, ContentFormat::text}, access};
}

/// One site with one resource, "led", that readers may get and controllers may change.
struct LedSite {
    Visits visits;
    FakeResource* led = nullptr;
    Site site{make()};

    Response handle(const Request& request) { return site.handle(request); }

private:
    std::vector<std::unique_ptr<Resource>> make()
    {
        auto made = std::make_unique<FakeResource>(described("led", for_controllers), visits);
        led = made.get();
        std::vector<std::unique_ptr<Resource>> all;
        all.push_back(std::move(made));
        return all;
    }
};

}  // namespace coapnode

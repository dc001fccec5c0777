// SPDX-License-Identifier: MIT
#include "resources/led_resource.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/led_body.hpp"
#include "resources/max_age.hpp"
#include "resources/small_body.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace coapnode {

namespace {

Description describe(const std::string& path, const std::string& name)
{
    return {path, "actuator led", "core.a", "LED " + name, value_formats, for_controllers, largest_small_body};
}

}  // namespace

LedResource::LedResource(const std::string& path, std::string name, std::string senml_base, Led& led,
                         bool by_thermostat)
    : Resource{describe(path, name)},
      name_{std::move(name)},
      senml_base_{std::move(senml_base)},
      led_{led},
      by_thermostat_{by_thermostat}
{
}

Response LedResource::get(const Request& /*request*/, ContentFormat format)
{
    return Response::content(representation(format), not_cacheable);
}

Response LedResource::put(const Request& request)
{
    return play(parse_led_pattern(request));
}

Response LedResource::post(const Request& request, ContentFormat format)
{
    auto reply = play(request.payload.empty() ? Result<LedPattern>{Steady{!begins_on(led_.pattern())}}
                                              : parse_led_pattern(request));
    return reply.code == Code::changed ? Response::changed(representation(format)) : reply;
}

Response LedResource::play(const Result<LedPattern>& wanted)
{
    if (by_thermostat_) {
        return Response::problem({Errc::method_not_allowed, "the thermostat drives this LED: see /thermostat"});
    }
    if (!wanted) return Response::problem(wanted.error());
    if (const auto done = led_.play(*wanted); !done) return Response::problem(done.error());
    return Response::changed();
}

const Representation& LedResource::representation(ContentFormat format)
{
    return cache_.get(led_.version(), format, [&] { return encode(format); });
}

Bytes LedResource::encode(ContentFormat format) const
{
    const auto& pattern = led_.pattern();
    const std::array record{led_record(name_, pattern)};
    return encode_value(format, state_name(pattern), senml_base_, record, pattern_document(pattern));
}

}  // namespace coapnode

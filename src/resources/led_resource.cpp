// SPDX-License-Identifier: MIT
#include "resources/led_resource.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/led_body.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace coapnode {

namespace {

/// A state may change at any moment, so no cache may answer for it.
constexpr std::uint32_t not_cacheable = 0;

Description describe(const std::string& path, const std::string& name)
{
    return {path,
            "actuator led",
            "core.a",
            "LED " + name,
            {ContentFormat::json, ContentFormat::cbor, ContentFormat::senml_json, ContentFormat::senml_cbor,
             ContentFormat::text},
            for_controllers};
}

}  // namespace

LedResource::LedResource(const std::string& path, std::string name, std::string senml_base, Led& led)
    : Resource{describe(path, name)}, name_{std::move(name)}, senml_base_{std::move(senml_base)}, led_{led}
{
}

Response LedResource::get(const Request& /*request*/, ContentFormat format)
{
    return Response::content(cache_.get(led_.version(), format, [&] { return encode(format); }), not_cacheable);
}

Response LedResource::put(const Request& request)
{
    return set(parse_led_state(request));
}

Response LedResource::post(const Request& request)
{
    return set(request.payload.empty() ? Result<bool>{!led_.is_on()} : parse_led_state(request));
}

Response LedResource::set(const Result<bool>& wanted)
{
    if (!wanted) return Response::problem(wanted.error());
    if (const auto done = led_.set(*wanted); !done) return Response::problem(done.error());
    return Response::changed();
}

Bytes LedResource::encode(ContentFormat format) const
{
    const auto state = led_.is_on() ? "on" : "off";
    const std::array record{SenmlRecord{"leds/" + name_, "", led_.is_on(), std::nullopt}};
    switch (format) {
    case ContentFormat::text:
        return to_bytes(state);
    case ContentFormat::senml_json:
        return senml_json(senml_base_, record);
    case ContentFormat::senml_cbor:
        return senml_cbor(senml_base_, record);
    case ContentFormat::json:
    case ContentFormat::cbor:
    case ContentFormat::link_format:
        return encode_document({{"state", state}}, format);
    }
    return {};
}

}  // namespace coapnode

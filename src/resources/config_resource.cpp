// SPDX-License-Identifier: MIT
#include "resources/config_resource.hpp"

#include "coapnode/config/load.hpp"
#include "resources/max_age.hpp"
#include "resources/site_parts.hpp"

namespace coapnode {

namespace {

/// A replacement is applied in the next turn of the loop.
constexpr std::uint32_t try_again_after = 1;

constexpr Access for_admins{.get = Role::admin, .put = Role::admin, .post = {}};

Description config_description()
{
    return {"config", "config", "core.p", "Configuration", {ContentFormat::text}, for_admins, max_config_size};
}

}  // namespace

ConfigResource::ConfigResource(ConfigStore& store) : Resource{config_description()}, store_{store} {}

Response ConfigResource::get(const Request& /*request*/, ContentFormat format)
{
    const auto text = store_.shown();
    if (!text) return Response::problem(text.error());
    return Response::content(make_representation(format, to_bytes(*text)), not_cacheable);
}

Response ConfigResource::put(const Request& request)
{
    if (request.content_format && *request.content_format != static_cast<std::uint16_t>(ContentFormat::text)) {
        return Response::problem(
            {Errc::unsupported_format, "send the configuration as YAML text: Content-Format 0 or none"});
    }
    const auto done = store_.replace(as_text(request.payload));
    if (done) return Response::changed();
    return done.error() == Errc::not_ready ? Response::problem(done.error(), try_again_after)
                                           : Response::problem(done.error());
}

void add_config(const SiteParts& parts, Resources& resources)
{
    if (parts.outside.config != nullptr) resources.push_back(std::make_unique<ConfigResource>(*parts.outside.config));
}

}  // namespace coapnode

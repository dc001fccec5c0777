// SPDX-License-Identifier: MIT
#include "resources/thermostat_resource.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/max_age.hpp"
#include "resources/site_parts.hpp"
#include "resources/small_body.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace coapnode {

namespace {

Description thermostat_description()
{
    constexpr Access access{.get = Role::read, .put = Role::control, .post = {}};
    return {"thermostat", "thermostat", "core.a", "Thermostat", value_formats, access, largest_small_body};
}

/// To hundredths, as every temperature is shown.
double shown(std::int32_t thousandths)
{
    return static_cast<double>(rounded_division(thousandths, 10)) / 100.0;
}

nlohmann::ordered_json document_of(const Thermostat& thermostat)
{
    nlohmann::ordered_json document{{"target", shown(thermostat.target())}};
    if (const auto measured = thermostat.temperature()) document["temperature"] = shown(measured->thousandths);
    document["output"] = thermostat.output().is_on() ? "on" : "off";
    document["mode"] = thermostat.config().mode == ThermostatMode::heat ? "heat" : "cool";
    if (const auto error = thermostat.error()) document["error"] = *error;
    return document;
}

std::vector<SenmlRecord> records_of(const Thermostat& thermostat)
{
    std::vector<SenmlRecord> records{{"thermostat/target", "Cel", shown(thermostat.target()), std::nullopt}};
    if (const auto measured = thermostat.temperature()) {
        records.push_back({"thermostat/temperature", "Cel", shown(measured->thousandths), std::nullopt});
    }
    records.push_back({"thermostat/output", "", thermostat.output().is_on(), std::nullopt});
    return records;
}

}  // namespace

Response put_target(Thermostat& thermostat, const Result<std::int32_t>& target)
{
    if (!target) return Response::problem(target.error());
    if (const auto set = thermostat.set_target(*target); !set) return Response::problem(set.error());
    return Response::changed();
}

ThermostatResource::ThermostatResource(std::string senml_base, Thermostat& thermostat)
    : Resource{thermostat_description()}, senml_base_{std::move(senml_base)}, thermostat_{thermostat}
{
}

Response ThermostatResource::get(const Request& /*request*/, ContentFormat format)
{
    return Response::content(cache_.get(thermostat_.version(), format, [&] { return encode(format); }), not_cacheable);
}

Response ThermostatResource::put(const Request& request)
{
    return put_target(thermostat_, read_temperature(request, {"target", "temperature", "output", "mode", "error"}));
}

Bytes ThermostatResource::encode(ContentFormat format) const
{
    return encode_value(format, to_decimal(thermostat_.target()), senml_base_, records_of(thermostat_),
                        document_of(thermostat_));
}

void add_thermostat(const SiteParts& parts, Resources& resources)
{
    if (!parts.equipment.thermostat) return;
    resources.push_back(std::make_unique<ThermostatResource>(parts.senml_base, *parts.equipment.thermostat));
}

}  // namespace coapnode

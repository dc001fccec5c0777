// SPDX-License-Identifier: MIT
#include "store/state_file.hpp"

#include "store/file_failure.hpp"
#include "store/whole_file.hpp"

#include <nlohmann/json.hpp>

#include <unistd.h>
#include <cerrno>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

using Json = nlohmann::json;

std::optional<std::int32_t> number_in(const Json& object, const char* name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_integer()) return std::nullopt;
    const auto value = found->get<std::int64_t>();
    const auto narrow = static_cast<std::int32_t>(value);
    return narrow == value ? std::optional{narrow} : std::nullopt;
}

bool read_leds(const Json& object, KeptValues& values)
{
    if (!object.is_object()) return false;
    for (const auto& [name, on] : object.items()) {
        if (!on.is_boolean()) return false;
        values.leds[name] = on.get<bool>();
    }
    return true;
}

bool read_thermostat(const Json& object, KeptValues& values)
{
    if (!object.is_object()) return false;
    const auto configured = number_in(object, "configured");
    const auto target = number_in(object, "target");
    if (configured && target) values.thermostat = {*configured, *target};
    return configured && target;
}

/// Members that are not known are of a later version, and are left out.
std::optional<KeptValues> parsed(const std::string& text)
{
    const auto document = Json::parse(text, nullptr, false);
    if (!document.is_object()) return std::nullopt;
    KeptValues values;
    if (document.contains("leds") && !read_leds(document["leds"], values)) return std::nullopt;
    if (document.contains("thermostat") && !read_thermostat(document["thermostat"], values)) return std::nullopt;
    return values;
}

std::string written(const KeptValues& values)
{
    auto document = nlohmann::ordered_json::object();
    if (!values.leds.empty()) document["leds"] = values.leds;
    if (const auto& kept = values.thermostat) {
        document["thermostat"] = {{"configured", kept->configured}, {"target", kept->target}};
    }
    return document.dump() + '\n';
}

}  // namespace

StateFile::StateFile(std::filesystem::path folder) : folder_{std::move(folder)}, file_{folder_ / "state.json"} {}

Result<KeptValues> StateFile::load()
{
    const auto text = read_whole_file(file_, largest_file);
    if (!text) return fail(text);
    if (!*text) return KeptValues{};
    if ((*text)->size() <= largest_file) {
        if (auto values = parsed(**text)) return *std::move(values);
    }
    return fail(Errc::damaged, file_.string() + " is damaged: the next change replaces it");
}

Result<void> StateFile::save(const KeptValues& values)
{
    if (auto obstacle = obstacle_at(file_, R_OK)) return fail(Errc::not_stored, *std::move(obstacle));
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed) return fail(Errc::not_stored, file_failure(file_, "written", failed.value()));
    return replace_whole_file(file_, written(values));
}

Result<void> StateFile::forget()
{
    if (::unlink(file_.c_str()) == 0 || errno == ENOENT || errno == ENOTDIR) return {};
    return fail(Errc::not_stored, file_failure(file_, "removed", errno));
}

}  // namespace coapnode

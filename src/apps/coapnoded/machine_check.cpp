// SPDX-License-Identifier: MIT
#include "apps/coapnoded/machine_check.hpp"

#include "coapnode/config/file/places.hpp"
#include "coapnode/sensors/models.hpp"

#include <algorithm>
#include <set>

namespace coapnode {

namespace {

/// In upper case, without spaces and dashes; letters that look like digits become digits.
std::string without_slips(const std::string& name)
{
    std::string plain;
    for (const char c : name) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper == ' ' || upper == '-' || upper == '_') continue;
        plain += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    }
    return plain;
}

/// A line whose name differs only in letters: another number is another line.
std::string hint_for(const std::string& name, const std::vector<std::string>& lines)
{
    const auto plain = without_slips(name);
    for (const auto& line : lines) {
        if (without_slips(line) == plain) return "; did you mean " + line + "?";
    }
    return " (gpioinfo lists them)";
}

std::string missing_line(const LineAddress& where, const std::vector<std::string>& lines)
{
    std::error_code ignored;
    if (!where.chip.empty()) {
        return std::filesystem::exists(where.chip, ignored) ? "" : "this machine has no GPIO chip " + where.chip;
    }
    if (lines.empty() || std::find(lines.begin(), lines.end(), where.line) != lines.end()) return {};
    return "this machine has no GPIO line " + where.line + hint_for(where.line, lines);
}

/// What driver kernel would not find or not be able to read.
std::string missing_kernel_sensor(const SensorConfig& sensor, const Hardware& hardware)
{
    const auto found = hardware.kernel_sensors()->find(sensor.device);
    if (!found) return sentence(found.error());
    for (const auto quantity : sensor.measures) {
        if (std::ranges::find(found->quantities, quantity) == found->quantities.end())
            return "kernel sensor \"" + sensor.device + "\" has no " + std::string{name_of(quantity)};
    }
    return {};
}

}  // namespace

Mistakes missing_here(const Config& config, const std::filesystem::path& file, Hardware& hardware,
                      const std::vector<std::string>& lines)
{
    Mistakes missing;
    std::set<std::string> told;
    for (std::size_t i = 0; i < config.sensors.size(); ++i) {
        const auto& driver = config.sensors[i].driver;
        const auto& where = config.sensors[i].where;
        const auto& model = *find_model(driver);
        if (!model.is_on_i2c()) {
            if (const auto what = missing_kernel_sensor(config.sensors[i], hardware); !what.empty())
                missing.push_back(mistake_at(file, {"sensors", i, "device"}, what));
            continue;
        }
        const auto sensor = model.open(hardware, {where, driver});
        if (sensor || sensor.error() == Errc::access_denied) continue;
        const bool is_of_bus = sensor.error() == Errc::bus_missing;  // the same for each of its chips
        if (is_of_bus && !told.insert(where.bus).second) continue;
        missing.push_back(mistake_at(file, {"sensors", i, "bus"}, sentence(sensor.error())));
    }
    for (std::size_t i = 0; i < config.leds.size(); ++i) {
        const auto& where = config.leds[i].where;
        if (const auto what = missing_line(where, lines); !what.empty()) {
            missing.push_back(mistake_at(file, {"leds", i, where.chip.empty() ? "line" : "chip"}, what));
        }
    }
    return missing;
}

}  // namespace coapnode

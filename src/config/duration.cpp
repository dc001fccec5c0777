// SPDX-License-Identifier: MIT
#include "coapnode/config/duration.hpp"

#include "coapnode/core/number.hpp"
#include "config/duration_units.hpp"
#include "yaml/complaint.hpp"

#include <algorithm>
#include <ratio>

namespace coapnode {

namespace {

/// A hundred years: more than anybody needs, and far from overflow.
constexpr Duration longest = 36500 * 24h;

}  // namespace

std::optional<Duration> duration_in(std::string_view text)
{
    constexpr auto last_of_number = "0123456789.";
    const auto behind = text.find_last_of(last_of_number) + 1;  // 0: no number
    const auto number = parse_number(text.substr(0, behind));
    auto name = text.substr(behind);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    const auto unit = std::find_if(duration_units.begin(), duration_units.end(),
                                   [&](const DurationUnit& known) { return known.name == name; });
    if (!number || unit == duration_units.end()) return std::nullopt;
    const auto most = static_cast<double>(longest / unit->size);
    if (!(*number >= 0 && *number <= most)) return std::nullopt;
    const std::chrono::duration<double, std::milli> exact{*number * static_cast<double>(unit->size / 1ms)};
    return std::chrono::round<std::chrono::milliseconds>(exact);
}

Result<Duration> parse_duration(std::string_view text)
{
    const bool is_plain = text.find_first_of(" +-.eE") == std::string_view::npos;
    const auto read = is_plain ? duration_in(text) : std::nullopt;
    if (!read) return complaint(not_a(duration_form, text));
    return *read;
}

std::string to_text(Duration duration)
{
    if (duration == Duration::zero()) return "0s";
    for (const auto& unit : duration_units) {
        if (duration % unit.size != Duration::zero()) continue;
        return std::to_string(duration / unit.size) + std::string{unit.name};
    }
    return std::to_string(duration.count()) + "us";
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/config/duration.hpp"

#include "config/parsed.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace coapnode {

namespace {

struct Unit {
    std::string_view name;
    Duration size;
};

constexpr std::array<Unit, 5> units{{{"d", 24h}, {"h", 1h}, {"m", 1min}, {"s", 1s}, {"ms", 1ms}}};  // largest first

/// A hundred years: far beyond use, and far from overflow.
constexpr Duration longest = 36500 * 24h;

}  // namespace

Parsed<Duration> parse_duration(std::string_view text)
{
    std::uint64_t count{};
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc{}) return not_a(duration_form, text);
    const std::string_view name{stop, static_cast<std::size_t>(end - stop)};
    for (const auto& unit : units) {
        if (unit.name != name) continue;
        if (count > static_cast<std::uint64_t>(longest / unit.size)) return not_a(duration_form, text);
        return static_cast<std::int64_t>(count) * unit.size;
    }
    return not_a(duration_form, text);
}

std::string to_text(Duration duration)
{
    if (duration == Duration::zero()) return "0s";
    for (const auto& unit : units) {
        if (duration % unit.size != Duration::zero()) continue;
        return std::to_string(duration / unit.size) + std::string{unit.name};
    }
    return std::to_string(duration.count()) + "us";
}

}  // namespace coapnode

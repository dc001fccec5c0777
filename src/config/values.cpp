// SPDX-License-Identifier: MIT
#include "config/values.hpp"

#include "coapnode/core/ascii.hpp"
#include "coapnode/core/utf8.hpp"
#include "config/directory_uri.hpp"
#include "config/duration_units.hpp"
#include "config/listen.hpp"
#include "yaml/decimal.hpp"
#include "yaml/unfilled.hpp"
#include "yaml/whole_number.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace coapnode {

namespace {

constexpr std::size_t longest_segment = 64;
constexpr std::size_t longest_path = 255;
constexpr std::size_t longest_interface_name = 16;  // IFNAMSIZ of net/if.h, with its end
constexpr std::size_t longest_line_name = 31;       // GPIO_MAX_NAME_SIZE of <linux/gpio.h>, less its NUL

struct SizeUnit {
    std::string_view name;
    std::uint64_t size;
};

constexpr std::array<SizeUnit, 3> size_units{{{"GB", 1'000'000'000}, {"MB", 1'000'000}, {"kB", 1'000}}};

std::optional<std::uint64_t> parse_size(std::string_view text)
{
    for (const auto& unit : size_units) {
        if (!text.ends_with(unit.name)) continue;
        const auto count = parse_whole_number(text.substr(0, text.size() - unit.name.size()));
        return count ? std::optional{*count * unit.size} : std::nullopt;
    }
    return std::nullopt;
}

/// In the largest unit that divides it.
std::string size_text(std::uint64_t bytes)
{
    for (const auto& unit : size_units) {
        if (bytes % unit.size == 0) return std::to_string(bytes / unit.size) + std::string{unit.name};
    }
    return std::to_string(bytes);
}

bool is_segment_character(char c)
{
    return is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
}

bool is_path_segment(std::string_view text)
{
    const bool dots = text == "." || text == "..";  // RFC 3986 section 3.3: these two are removed from a path
    return !text.empty() && text.size() <= longest_segment && !dots &&
           std::all_of(text.begin(), text.end(), is_segment_character);
}

constexpr auto printable_pattern = "[^\\u0000-\\u001f\\u007f-\\u009f]";

/// The units of which a multiple lies within the bounds.
template <class T, class Units>
std::vector<CountForm::Unit> units_between(const Units& units, T least, T most)
{
    std::vector<CountForm::Unit> all;
    for (const auto& unit : units) {
        const auto first = static_cast<std::uint64_t>(least / unit.size) + (least % unit.size == T{} ? 0U : 1U);
        const auto last = static_cast<std::uint64_t>(most / unit.size);
        if (last > 0 || first == 0) all.push_back({std::string{unit.name}, first, last});
    }
    std::erase_if(all, [](const auto& unit) { return unit.least > unit.most; });
    return all;
}

}  // namespace

Reader<Duration> within(Duration least, Duration most)
{
    return {std::string{duration_form},
            [=](const std::string& text) -> Result<Duration> {
                auto duration = parse_duration(text);
                if (!duration || (*duration >= least && *duration <= most)) return duration;
                return complaint(not_a("a duration from " + to_text(least) + " to " + to_text(most), text));
            },
            CountForm{units_between(duration_units, least, most), "a duration", to_text(least), to_text(most)},
            [](const Duration& duration) { return to_text(duration); }};
}

Reader<Duration> whole_seconds(Reader<Duration> reader)
{
    for (auto& unit : std::get<CountForm>(reader.form).units) {
        if (unit.name != "ms") continue;
        unit = {"000ms", (unit.least + 999) / 1000, unit.most / 1000};
    }
    reader.read = [read = std::move(reader.read)](const std::string& text) -> Result<Duration> {
        auto duration = read(text);
        if (duration && *duration % 1s != Duration::zero())
            return complaint(not_a("a lifetime in whole seconds", text));
        return duration;
    };
    return reader;
}

Reader<std::uint64_t> byte_size(std::uint64_t least, std::uint64_t most)
{
    const auto expected = "a size from " + size_text(least) + " to " + size_text(most);
    return {expected,
            [=](const std::string& text) -> Result<std::uint64_t> {
                const auto size = parse_size(text);
                if (!size || *size < least || *size > most) return complaint(not_a(expected, text));
                return *size;
            },
            CountForm{units_between(size_units, least, most), "a size", size_text(least), size_text(most)}, &size_text};
}

Reader<std::string> path_segment()
{
    return text_that("a name for use in URIs: 1 to 64 of A-Z a-z 0-9 . _ -", is_path_segment,
                     {.pattern = "^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}$", .may_look_like_number = true});
}

Reader<std::string> device_path(std::string_view example)
{
    return text_that(
        "a path such as " + std::string{example},
        [](const auto& text) {
            return text.size() > 1 && text.starts_with('/') && text.size() <= longest_path && is_printable(text);
        },
        {.pattern = "^/" + std::string{printable_pattern} + "{1," + std::to_string(longest_path - 1) + "}$"});
}

Reader<std::filesystem::path> absolute_path(std::string_view example)
{
    auto path = device_path(example);
    return {path.expected,
            [read = path.read](const std::string& text) -> Result<std::filesystem::path> {
                return read(text).map([](const auto& name) { return std::filesystem::path{name}; });
            },
            path.form, [](const std::filesystem::path& name) { return name.string(); }};
}

Reader<std::string> line_name()
{
    auto line = text_that(
        "the name of a line such as GPIO17",
        [](const auto& text) { return !text.empty() && text.size() <= longest_line_name && is_printable(text); },
        {.pattern =
             "^(?![0-9]+$)" + std::string{printable_pattern} + "{1," + std::to_string(longest_line_name) + "}$"});
    line.read = [read = line.read, expected = line.expected](const std::string& text) -> Result<std::string> {
        const auto number = parse_whole_number(text);
        if (!number) return read(text);
        return complaint(not_a(expected, text) + "; did you mean 'GPIO" + std::to_string(*number) + "'?");
    };
    return filled_in(std::move(line));
}

Reader<std::string> interface_name()
{
    return text_that("the name of a network interface such as eth0",
                     [](const auto& text) {
                         return !text.empty() && text.size() < longest_interface_name && is_printable(text) &&
                                text.find_first_of(" /:%") == std::string::npos;
                     },
                     {.pattern = "^[^\\u0000-\\u0020\\u007f-\\u009f/:%]{1,15}$", .may_look_like_number = true});
}

Reader<Listen> listen_address()
{
    return {std::string{listen_form}, [](const std::string& text) { return parse_listen(text); },
            TextForm{.pattern = listen_pattern(), .expected = std::string{listen_form}},
            [](const Listen& address) { return to_text(address); }};
}

Reader<std::optional<DirectoryConfig>> directory_uri()
{
    return {std::string{directory_uri_form},
            [](const std::string& text) -> Result<std::optional<DirectoryConfig>> { return parse_directory_uri(text); },
            TextForm{.pattern = directory_uri_pattern(),
                     .expected = std::string{directory_uri_form},
                     .most_characters = max_directory_uri_size}};
}

Reader<Role> role_among(std::initializer_list<Role> roles)
{
    std::vector<std::pair<std::string_view, Role>> named;
    for (const auto role : roles)
        named.emplace_back(role_name(role), role);
    return one_of(std::move(named));
}

Reader<std::int32_t> celsius(std::int32_t least, std::int32_t most)
{
    const auto expected =
        "a number from " + to_decimal(least) + " to " + to_decimal(most) + " (°C) with at most 2 decimals";
    return {expected,
            [=](const std::string& text) -> Result<std::int32_t> {
                const auto hundredths = parse_decimal(text, 2);
                const bool fits = hundredths && *hundredths >= least / 10 && *hundredths <= most / 10;
                if (!fits) return complaint(not_a(expected, text));
                return 10 * *hundredths;
            },
            NumberForm{to_decimal(least), to_decimal(most), 2},
            [](const std::int32_t& thousandths) { return to_decimal(thousandths); }};
}

}  // namespace coapnode

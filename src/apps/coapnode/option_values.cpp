// SPDX-License-Identifier: MIT
#include "apps/coapnode/option_values.hpp"

#include "coapnode/config/duration.hpp"
#include "coapnode/core/number.hpp"
#include "coapnode/credentials/credential.hpp"
#include "coapnode/rest/registries.hpp"
#include "yaml/complaint.hpp"
#include "yaml/nearest.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace coapnode {

namespace {

constexpr std::array<std::uint16_t, 7> block_sizes{16, 32, 64, 128, 256, 512, 1024};

template <class Number>
std::optional<Number> number_in(const std::string& text)
{
    Number number{};
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

bool is_number(const std::string& text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Result<std::uint16_t> format_option(const std::string& text)
{
    if (const auto number = content_format_named(text)) return *number;
    if (is_number(text)) return complaint(not_a("a number from 0 to 65535", text));
    std::vector<std::string_view> names;
    for (const auto& row : content_formats())
        names.push_back(row.name);
    return complaint(not_a("text, json, cbor, senml, senml-cbor, link, octets or a number", text) +
                     did_you_mean(text, names));
}

Result<std::uint16_t> block_size_option(const std::string& text)
{
    const auto size = number_in<std::uint16_t>(text);
    if (size && std::find(block_sizes.begin(), block_sizes.end(), *size) != block_sizes.end()) return *size;
    return complaint(not_a("16, 32, 64, 128, 256, 512 or 1024", text));
}

Result<Duration> duration_option(const std::string& text, Duration longest)
{
    const auto duration = duration_in(parse_number(text) ? text + 's' : text);
    if (!duration || *duration == Duration::zero()) {
        return complaint(not_a("a time such as 500ms, 10s or 5m", text));
    }
    if (*duration > longest) return complaint(not_a("at most " + to_text(longest), text));
    return *duration;
}

Result<Bytes> etag_option(const std::string& text)
{
    if (text.empty()) return Bytes{};
    auto etag = key_of_hex(text);
    if (etag && etag->size() <= max_etag_size) return etag;
    return complaint(not_a("an ETag of 1 to 8 bytes in hex digits, or nothing for any", text));
}

Result<std::uint64_t> count_option(const std::string& text)
{
    const auto count = number_in<std::uint64_t>(text);
    if (count && *count > 0 && *count <= most_notifications) return *count;
    return complaint(not_a("a number from 1 to " + std::to_string(most_notifications), text));
}

Result<std::string> interface_option(const std::string& text)
{
    const bool fits =
        !text.empty() && text.size() <= max_interface_size && text.find_first_of(" /\t\n") == std::string::npos;
    if (fits) return text;
    return complaint(not_a("an interface such as eth0 (ip link lists them)", text));
}

Result<Colours> colours_option(const std::string& text)
{
    if (text == "auto") return Colours::automatic;
    if (text == "always") return Colours::always;
    if (text == "never") return Colours::never;
    return complaint(not_a("auto, always or never", text));
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Any payload as any content format, shown in each way. The first byte chooses the format, the second the code, the
/// third the terminal.
#include "coapnode/core/utf8.hpp"
#include "coapnode/rest/links.hpp"
#include "coapnode/rest/registries.hpp"
#include "fuzz_input.hpp"
#include "show/as_json.hpp"
#include "show/link_tables.hpp"
#include "show/people.hpp"
#include "show/verbose.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

namespace {

constexpr std::array<std::optional<std::uint16_t>, 11> formats{std::nullopt, 0,  40, 50,  60,   110,
                                                               112,          42, 41, 257, 65000};
constexpr std::array codes{Code::content, Code::changed, Code::created, Code::not_found, Code::service_unavailable};

bool reaches_terminal_as_control(std::string_view character)
{
    const auto point = code_point(character);
    const bool turns = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    return turns || (begins_with_control(character) && character != "\n" && character != "\t");
}

bool is_fit_for_terminal(std::string_view shown)
{
    while (!shown.empty()) {
        const auto size = character_size(shown);
        if (!size || reaches_terminal_as_control(shown.substr(0, *size))) return false;
        shown.remove_prefix(*size);
    }
    return true;
}

/// Well-formed, without control characters, and a few times as large as what was sent.
void check_shown(std::string_view shown, std::size_t sent)
{
    constexpr std::size_t most_growth = 48;
    constexpr std::size_t most_frame = 4096;
    CHECK(shown.size() <= most_growth * sent + most_frame);
    CHECK(is_fit_for_terminal(shown));
}

/// To a reader that is not ours; a number that no double holds is JSON, too.
bool is_json(const std::string& line)
{
    try {
        return nlohmann::json::parse(line).is_object();
    } catch (const nlohmann::json::out_of_range&) {
        return true;
    } catch (const nlohmann::json::parse_error&) {
        return false;
    }
}

void check_json(const std::string& line, std::size_t sent)
{
    check_shown(line, sent);
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(is_json(line));
}

void check_line(const std::string& line, std::size_t sent)
{
    check_shown(line, sent);
    CHECK(line.find('\n') == line.size() - 1);
}

ShowStyle style_of(std::uint8_t choice)
{
    return {.is_terminal = (choice & 1) != 0, .width = static_cast<unsigned>(choice) >> 1U};
}

void show(const Arrival& arrival, const ShowStyle& style)
{
    const auto sent = arrival.response.payload.size();
    const auto text = for_people(arrival.response, style);
    check_shown(text, sent);
    CHECK((text.empty() || text.back() == '\n'));
    check_line(line_for_people(arrival, style, as_text(arrival.response.payload)), 2 * sent);
    check_json(as_json(arrival), sent);
    check_shown(verbose_head(arrival.response, arrival.observe), sent);
    check_shown(verbose_head(OutgoingRequest{.path = {std::string{as_text(arrival.response.payload)}}}), sent);
}

void show_links(ByteView payload, const ShowStyle& style)
{
    const std::string text{as_text(payload)};
    const FoundNode node{text.substr(0, 16), text.substr(text.size() / 2), read_link_format(text)};
    check_shown(discovered_for_people({&node, 1}, style), 2 * payload.size());
    check_json(node_as_json(node), 2 * payload.size());
    check_json(error_as_json(Errc::silent, text, text), 2 * payload.size());
    const auto format = content_format_named(text);
    if (format) CHECK_FALSE(name_of_content_format(*format).empty());
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    Arrival arrival{"coap://pi.local/x", "192.0.2.7:5683", WallTime{std::chrono::hours{500'000}}, 7, {}};
    arrival.response.content_format = formats[input.index(formats.size())];
    arrival.response.code = static_cast<std::uint8_t>(codes[input.index(codes.size())]);
    const auto style = style_of(input.byte());
    const auto payload = input.rest();
    arrival.response.payload = {payload.begin(), payload.end()};
    show(arrival, style);
    show_links(payload, style);
    return 0;
}

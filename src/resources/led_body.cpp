// SPDX-License-Identifier: MIT
#include "resources/led_body.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace coapnode {

namespace {

using Json = nlohmann::json;

/// No state takes more; CBOR nested deeper than this allows is refused before it is parsed.
constexpr std::size_t largest_body = 256;

constexpr auto wanted = R"(send {"state":"on"} or {"state":"off"}, or the text on or off)";

Failure bad_body(const std::string& what)
{
    return fail(Errc::bad_body, what + ": " + wanted);
}

Result<bool> state_named(std::string_view text)
{
    std::string word{text};
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (word == "on") return true;
    if (word == "off") return false;
    return bad_body("unknown state");
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Result<bool> state_in(const Json& document)
{
    if (document.is_discarded()) return bad_body("the body cannot be parsed");
    if (!document.is_object()) return bad_body("the body is no object");
    const auto state = document.find("state");
    if (state == document.end()) return bad_body("no \"state\"");
    if (document.size() > 1) return bad_body("a member besides \"state\"");
    if (!state->is_string()) return bad_body("\"state\" is no string");
    return state_named(state->get_ref<const std::string&>());
}

ContentFormat guessed_format(ByteView payload)
{
    return trimmed(as_text(payload)).starts_with('{') ? ContentFormat::json : ContentFormat::text;
}

}  // namespace

Result<bool> parse_led_state(const Request& request)
{
    const auto& payload = request.payload;
    if (payload.size() > largest_body) return fail(Errc::too_large, std::string{"too large: "} + wanted);
    const auto format =
        request.content_format ? static_cast<ContentFormat>(*request.content_format) : guessed_format(payload);
    if (format != ContentFormat::cbor && as_text(payload).find('\0') != std::string_view::npos) {
        return bad_body("a NUL byte");  // which the parser would take for the end
    }
    constexpr bool throwing = false;
    switch (format) {
    case ContentFormat::json:
        return state_in(Json::parse(payload.begin(), payload.end(), nullptr, throwing));
    case ContentFormat::cbor:
        return state_in(Json::from_cbor(payload.begin(), payload.end(), true, throwing));
    case ContentFormat::text:
        return state_named(trimmed(as_text(payload)));
    case ContentFormat::link_format:
    case ContentFormat::senml_json:
    case ContentFormat::senml_cbor:
        break;
    }
    return fail(Errc::unsupported_format, "an LED takes the formats 50 (JSON), 60 (CBOR) and 0 (text)");
}

}  // namespace coapnode

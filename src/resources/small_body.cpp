// SPDX-License-Identifier: MIT
#include "resources/small_body.hpp"

#include <charconv>
#include <cmath>
#include <optional>

namespace coapnode {

namespace {

using Json = nlohmann::json;

/// Far beyond what any configuration allows, and far from overflow.
constexpr double largest_celsius = 1'000'000.0;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Result<SmallBody> object_in(Json document, const BodyWords& words)
{
    if (document.is_discarded()) return bad_body("the body cannot be parsed", words);
    if (!document.is_object()) return bad_body("the body is no object", words);
    return SmallBody{std::move(document)};
}

ContentFormat guessed_format(ByteView payload)
{
    return trimmed(as_text(payload)).starts_with('{') ? ContentFormat::json : ContentFormat::text;
}

/// A discarded value where the payload cannot be parsed.
Json parsed(ByteView payload, bool is_cbor)
{
    constexpr bool throwing = false;
    try {
        return is_cbor ? Json::from_cbor(payload.begin(), payload.end(), true, throwing)
                       : Json::parse(payload.begin(), payload.end(), nullptr, throwing);
    } catch (const Json::exception&) {
        // Thrown all the same where CBOR announces more members than any container can have (out_of_range.408).
        return Json(Json::value_t::discarded);
    }
}

std::optional<double> number_in(const std::string& text)
{
    double number{};
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

Result<double> number_in(const Json& object, const char* name, const BodyWords& words)
{
    const auto member = '"' + std::string{name} + '"';
    const auto found = object.find(name);
    if (found == object.end()) return bad_body("no " + member, words);
    if (object.size() > 1) return bad_body("a member besides " + member, words);
    if (!found->is_number()) return bad_body(member + " is no number", words);
    return found->get<double>();
}

}  // namespace

Failure bad_body(const std::string& what, const BodyWords& words)
{
    return fail(Errc::bad_body, what + ": " + std::string{words.send});
}

Result<SmallBody> read_small_body(const Request& request, const BodyWords& words)
{
    const auto& payload = request.payload;
    const auto format =
        request.content_format ? static_cast<ContentFormat>(*request.content_format) : guessed_format(payload);
    if (format != ContentFormat::cbor && as_text(payload).find('\0') != std::string_view::npos) {
        return bad_body("a NUL byte", words);  // which the parser would take for the end
    }
    switch (format) {
    case ContentFormat::json:
    case ContentFormat::cbor:
        return object_in(parsed(payload, format == ContentFormat::cbor), words);
    case ContentFormat::text:
        return SmallBody{std::string{trimmed(as_text(payload))}};
    case ContentFormat::link_format:
    case ContentFormat::senml_json:
    case ContentFormat::senml_cbor:
        break;
    }
    return fail(Errc::unsupported_format,
                std::string{words.who} + " takes the formats 50 (JSON), 60 (CBOR) and 0 (text)");
}

Result<std::int32_t> read_temperature(const Request& request, const char* name)
{
    const auto send = "send {\"" + std::string{name} + "\":21.5}, or the text 21.5";
    const BodyWords words{"a target", send};
    const auto body = read_small_body(request, words);
    if (!body) return fail(body);
    std::optional<double> celsius;
    if (const auto* const text = std::get_if<std::string>(&*body)) {
        celsius = number_in(*text);
    } else {
        const auto number = number_in(std::get<Json>(*body), name, words);
        if (!number) return fail(number);
        celsius = *number;
    }
    if (!celsius || !(std::abs(*celsius) <= largest_celsius)) return bad_body("no temperature", words);
    return static_cast<std::int32_t>(10 * std::lround(*celsius * 100.0));
}

}  // namespace coapnode

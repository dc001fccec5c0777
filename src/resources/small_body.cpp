// SPDX-License-Identifier: MIT
#include "resources/small_body.hpp"

#include "coapnode/core/number.hpp"
#include "coapnode/rest/cbor_reader.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace coapnode {

namespace {

using Json = nlohmann::json;

/// Far beyond what any configuration allows, and far from overflow.
constexpr double largest_celsius = 1'000'000.0;

constexpr auto unparsed = "the body cannot be parsed";

/// Without white space around it, and without the byte order mark that some editors put in front.
std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

ContentFormat guessed_format(ByteView payload)
{
    constexpr std::string_view self_described_cbor = "\xd9\xd9\xf7";  // RFC 8949 section 3.4.6
    if (as_text(payload).starts_with(self_described_cbor)) return ContentFormat::cbor;
    return trimmed(as_text(payload)).starts_with('{') ? ContentFormat::json : ContentFormat::text;
}

Failure member_twice(const BodyWords& words)
{
    return bad_body("a member is given twice", words);
}

Result<Json> json_document(std::string_view text, const BodyWords& words)
{
    std::set<std::string> names;
    bool is_twice = false;
    const auto look = [&](int depth, Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::key && depth == 1) {
            is_twice = !names.insert(parsed.get<std::string>()).second || is_twice;
        }
        return true;
    };
    auto document = Json::parse(text, look, false);
    if (document.is_discarded()) return bad_body(unparsed, words);
    if (is_twice) return member_twice(words);
    return document;
}

Result<Json> cbor_document(ByteView bytes, const BodyWords& words)
{
    auto [document, fault] = read_cbor(bytes);
    if (!fault) return std::move(document);
    return *fault == CborFault::member_twice ? member_twice(words) : bad_body(unparsed, words);
}

Result<SmallBody> object_in(Result<Json> document, const BodyWords& words)
{
    if (!document) return fail(document);
    if (!document->is_object()) return bad_body("the body is not an object", words);
    return SmallBody{*std::move(document)};
}

std::string in_quotes(std::string_view name)
{
    return '"' + std::string{name} + '"';
}

Result<double> number_in(const Json& object, Members members, const BodyWords& words)
{
    const std::string name{*members.begin()};
    const auto found = object.find(name);
    if (found == object.end()) return bad_body("no " + in_quotes(name), words);
    if (const auto known = reject_others(object, members, words); !known) return fail(known);
    const auto unit = object.find("unit");
    if (unit != object.end() && *unit != "celsius") return bad_body(R"("unit" is not "celsius")", words);
    if (!found->is_number()) return bad_body(in_quotes(name) + " is not a number", words);
    return found->get<double>();
}

}  // namespace

Failure bad_body(const std::string& what, const BodyWords& words)
{
    return fail(Errc::bad_body, what + ": " + std::string{words.send});
}

Result<void> reject_others(const Json& object, Members known, const BodyWords& words)
{
    for (const auto& [name, value] : object.items()) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string besides{"a member other than"};
        for (const auto word : known)
            besides += (word == *known.begin() ? " " : ", ") + in_quotes(word);
        return bad_body(besides, words);
    }
    return {};
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
        return object_in(json_document(as_text(payload), words), words);
    case ContentFormat::cbor:
        return object_in(cbor_document(payload, words), words);
    case ContentFormat::text:
        return SmallBody{std::string{trimmed(as_text(payload))}};
    case ContentFormat::link_format:
    case ContentFormat::senml_json:
    case ContentFormat::senml_cbor:
        break;
    }
    return fail(Errc::unsupported_format,
                std::string{words.who} + " accepts the formats 50 (JSON), 60 (CBOR) and 0 (text)");
}

Result<std::int32_t> read_temperature(const Request& request, Members members)
{
    const auto send = "send {" + in_quotes(*members.begin()) + ":21.5}, or the text 21.5";
    const BodyWords words{"a target", send};
    const auto body = read_small_body(request, words);
    if (!body) return fail(body);
    std::optional<double> celsius;
    if (const auto* const text = std::get_if<std::string>(&*body)) {
        celsius = parse_number(*text);
    } else {
        const auto number = number_in(std::get<Json>(*body), members, words);
        if (!number) return fail(number);
        celsius = *number;
    }
    if (!celsius || !(std::abs(*celsius) <= largest_celsius)) return bad_body("no temperature", words);
    return static_cast<std::int32_t>(10 * std::lround(*celsius * 100.0));
}

}  // namespace coapnode

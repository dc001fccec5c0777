// SPDX-License-Identifier: MIT
#include "show/people.hpp"

#include "coapnode/core/utf8.hpp"
#include "coapnode/rest/registries.hpp"
#include "coapnode/uri/coap_uri.hpp"
#include "show/body.hpp"
#include "show/hex.hpp"
#include "show/link_tables.hpp"
#include "show/phrases.hpp"
#include "show/table.hpp"
#include "show/visible.hpp"
#include "show/write_document.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

using Kind = Document::Kind;
using Item = Document::Item;

/// Of documents in lines; a pipe has no width.
std::size_t line_width(const ShowStyle& style)
{
    constexpr std::size_t usual = 80;
    return style.is_terminal ? std::max<std::size_t>(style.width, 20) : usual;
}

std::string with_time(const std::string& words, const std::string& time, const ShowStyle& style)
{
    return time.empty() ? words : words + "  " + emphasised(time, Emphasis::faint, style);
}

bool is_flat(const Item& object)
{
    bool is_flat = object.kind() == Kind::object && !object.is_empty();
    if (is_flat) object.each_member([&](const Item&, const Item& value) { is_flat = is_flat && !value.holds_items(); });
    return is_flat;
}

/// `target  21.5` below `mode    heat`
std::string aligned_members(const Item& object)
{
    std::size_t widest = 0;
    object.each_member([&](const Item& key, const Item&) {
        widest = std::max(widest, std::min(display_width(plain_value(key)), widest_column));
    });
    std::string out;
    object.each_member([&](const Item& key, const Item& value) {
        const auto name = plain_value(key);
        const auto width = display_width(name);
        out += name;
        out.append(2 + (widest > width ? widest - width : 0), ' ');
        out += plain_value(value) + '\n';
    });
    return out;
}

std::string document_text(const Item& document, const ShowStyle& style)
{
    if (const auto reading = reading_phrase(document)) return with_time(reading->words, reading->time, style) + '\n';
    if (const auto phrase = short_phrase(document)) return phrase->words + '\n';
    if (is_flat(document)) return aligned_members(document);
    return indented_document(document, line_width(style));
}

std::string records_table(const std::vector<ResolvedRecord>& records, const ShowStyle& style)
{
    Table table{{"name", "value", "unit", "time"}};
    for (const auto& record : records) {
        const auto time = senml_time_text(record.time);
        table.add_row(std::array<std::string_view, 4>{record.name, record.value, record.unit, time});
    }
    return table.is_empty() ? "no records\n" : table.text(style);
}

struct TextFor {
    const ShowStyle& style;

    std::string operator()(const TextBody& body) const
    {
        auto text = visible_text(body.text);
        if (!text.ends_with('\n')) text += '\n';
        return text;
    }
    std::string operator()(const DocumentBody& body) const { return document_text(body.document.root(), style); }
    std::string operator()(const SenmlBody& body) const { return records_table(body.records, style); }
    std::string operator()(const ReadLinks& links) const { return table_of_links(links, style); }
    std::string operator()(const OctetsBody& body) const { return hex_dump(body.bytes, line_width(style)); }
};

/// What a success without a payload says.
std::string bare_success(const IncomingResponse& response)
{
    switch (static_cast<Code>(response.code)) {
    case Code::created:
        if (response.location_path.empty() && response.location_query.empty()) return "created";
        return "created " + path_and_query(response.location_path, response.location_query);
    case Code::deleted:
        return "deleted";
    case Code::valid:
        return "not modified";
    case Code::changed:
        return "changed";
    case Code::content:
        return "";
    default:
        return code_with_name(response.code);
    }
}

/// Cut between two characters.
std::string_view bounded(std::string_view text)
{
    if (text.size() <= longest_diagnostic) return text;
    auto size = longest_diagnostic;
    while (size > 0 && is_continuation(text[size]))
        --size;
    return text.substr(0, size);
}

/// Title and detail of problem details (RFC 9290 section 2.1); empty: the body has neither.
std::string problem_words(const Body& body)
{
    const auto* const problem = std::get_if<DocumentBody>(&body);
    std::string words;
    if (problem == nullptr) return words;
    for (const auto* label : {"-1", "-2"}) {
        const auto member = problem->document.root().member(label);
        if (member) words += (words.empty() ? "" : ": ") + plain_value(*member);
    }
    return words;
}

std::string diagnostic(const IncomingResponse& response)
{
    constexpr std::uint16_t problem_details = 257;
    if (!response.content_format) return phrase_of(TextBody{as_text(response.payload)}).words;
    const auto body = read_body(response.payload, response.content_format);
    const auto problem = response.content_format == problem_details ? problem_words(body) : "";
    return problem.empty() ? phrase_of(body).words : problem;
}

}  // namespace

std::string error_sentence(const IncomingResponse& response, const ShowStyle& style)
{
    auto code = emphasised(code_with_name(response.code), Emphasis::failure, style);
    const auto why = diagnostic(response);
    if (why.empty()) return code;
    const auto shown = bounded(why);
    return code + ": " + std::string{shown} + (shown.size() < why.size() ? "..." : "");
}

std::string for_people(const IncomingResponse& response, const ShowStyle& style)
{
    if (!response.is_success()) return error_sentence(response, style) + '\n';
    if (!response.payload.empty())
        return std::visit(TextFor{style}, read_body(response.payload, response.content_format));
    const auto words = bare_success(response);
    if (!words.empty()) return words + '\n';
    return style.is_terminal ? "(empty)\n" : "";
}

std::string line_for_people(const Arrival& arrival, const ShowStyle& style, std::string_view prefix)
{
    const auto& response = arrival.response;
    Phrase phrase;
    if (!response.is_success()) {
        phrase.words = error_sentence(response, style);
    } else if (response.payload.empty()) {
        const auto words = bare_success(response);
        phrase.words = words.empty() ? "(empty)" : words;
    } else {
        phrase = phrase_of(read_body(response.payload, response.content_format));
    }
    if (phrase.time.empty()) phrase.time = to_local_time(arrival.received);
    const auto line = with_time(phrase.words, phrase.time, style) + '\n';
    return prefix.empty() ? line : emphasised(visible_line(prefix), Emphasis::heading, style) + "  " + line;
}

std::string one_line(const Arrival& arrival)
{
    auto line = line_for_people(arrival, {});
    while (line.ends_with('\n'))
        line.pop_back();
    return line;
}

}  // namespace coapnode

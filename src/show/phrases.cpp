// SPDX-License-Identifier: MIT
#include "show/phrases.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/core/time.hpp"
#include "show/visible.hpp"
#include "show/write_document.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Kind = Document::Kind;
using Item = Document::Item;

/// With the blank before it.
std::string shown_unit(std::string_view unit)
{
    constexpr std::pair<std::string_view, std::string_view> symbols[]{
        {"celsius", "°C"}, {"percent", "%"}, {"hectopascal", "hPa"}, {"lux", "lx"}, {"gram_per_cubic_meter", "g/m³"}};
    for (const auto& [name, symbol] : symbols) {
        if (name == unit) return ' ' + std::string{symbol};
    }
    return unit.empty() ? "" : ' ' + visible_line(unit);
}

void append_separated(std::string& list, std::string_view separator, std::string_view text)
{
    if (!list.empty()) list += separator;
    list += text;
}

/// "target 21.5, mode heat"
std::string members_phrase(const Item& object)
{
    std::string words;
    object.each_member([&](const Item& key, const Item& value) {
        append_separated(words, ", ", plain_value(key) + ' ' + plain_value(value));
    });
    return words;
}

Phrase phrase_of_document(const Item& document)
{
    if (auto reading = reading_phrase(document)) return *reading;
    if (auto phrase = short_phrase(document)) return *phrase;
    return {document.kind() == Kind::object ? members_phrase(document) : inline_document(document), ""};
}

/// The time stands behind all records, if it is that of all.
Phrase phrase_of_records(const std::vector<ResolvedRecord>& records)
{
    const bool is_one_time =
        std::ranges::all_of(records, [&](const ResolvedRecord& one) { return one.time == records.front().time; });
    std::string words;
    for (const auto& record : records) {
        auto text = record.name;
        for (const auto& part : {record.value, record.unit, is_one_time ? "" : senml_time_text(record.time)}) {
            if (!part.empty()) append_separated(text, " ", part);
        }
        append_separated(words, ", ", visible_line(text));
    }
    return {std::move(words), is_one_time && !records.empty() ? senml_time_text(records.front().time) : ""};
}

Phrase phrase_of_links(const ReadLinks& read)
{
    std::string words;
    for (const auto& link : read.links)
        append_separated(words, " ", visible_line(link.target));
    return {std::move(words), ""};
}

Phrase phrase_of_octets(ByteView bytes)
{
    constexpr std::size_t most_shown = 32;
    const auto count = std::to_string(bytes.size()) + (bytes.size() == 1 ? " byte: " : " bytes: ");
    const auto shown = to_hex(bytes.first(std::min(most_shown, bytes.size())));
    return {count + shown + (bytes.size() > most_shown ? "..." : ""), ""};
}

struct PhraseOf {
    Phrase operator()(const TextBody& body) const
    {
        auto text = body.text;
        while (text.ends_with('\n') || text.ends_with('\r'))
            text.remove_suffix(1);
        return {visible_line(text), ""};
    }
    Phrase operator()(const DocumentBody& body) const { return phrase_of_document(body.document.root()); }
    Phrase operator()(const SenmlBody& body) const { return phrase_of_records(body.records); }
    Phrase operator()(const ReadLinks& links) const { return phrase_of_links(links); }
    Phrase operator()(const OctetsBody& body) const { return phrase_of_octets(body.bytes); }
};

}  // namespace

std::optional<Phrase> reading_phrase(const Item& document)
{
    const auto value = document.member("value");
    if (!value || value->is_container()) return std::nullopt;
    Phrase phrase{plain_value(*value), ""};
    bool is_reading = true;
    document.each_member([&](const Item& key, const Item& member) {
        const bool is_text = member.kind() == Kind::text;
        if (key.text() == "unit" && is_text) {
            phrase.words += shown_unit(member.text());
        } else if (key.text() == "timestamp" && is_text) {
            phrase.time = plain_value(member);
        } else {
            is_reading = is_reading && key.text() == "value";
        }
    });
    constexpr std::size_t most_values = 7;  // three members and the object: nothing is there twice
    return is_reading && document.size() <= most_values ? std::optional{phrase} : std::nullopt;
}

std::optional<Phrase> short_phrase(const Item& document)
{
    if (!document.is_container()) return Phrase{plain_value(document), ""};
    constexpr std::size_t one_member = 3;  // the object, a key and its value
    const auto state = document.size() == one_member ? document.member("state") : std::nullopt;
    return state ? std::optional{Phrase{plain_value(*state), ""}} : std::nullopt;
}

Phrase phrase_of(const Body& body)
{
    return std::visit(PhraseOf{}, body);
}

}  // namespace coapnode

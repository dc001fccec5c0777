// SPDX-License-Identifier: MIT
#include "yaml/section.hpp"

#include "yaml/slips.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

using Kind = YamlNode::Kind;

std::string_view name_of(Kind kind)
{
    switch (kind) {
    case Kind::text:
        return "a single value";
    case Kind::list:
        return "a list";
    case Kind::mapping:
        return "a mapping (key: value)";
    case Kind::nothing:
    case Kind::refused:
        return "nothing";
    }
    return "";
}

/// What is long enough for a pre-shared key (RFC 7925 section 4.2).
constexpr std::size_t could_be_secret = 16;

/// What the files of the daemons call psk, that of the client calls key.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> names_elsewhere{{
    {"psk", "key"},
    {"psk_file", "key_file"},
    {"psk_hex", "key_hex"},
}};

std::string meant_by(std::string_view key, const std::vector<std::string_view>& known)
{
    for (const auto& [daemon, client] : names_elsewhere) {
        const auto here = key == daemon ? client : daemon;
        if ((key == daemon || key == client) && std::find(known.begin(), known.end(), here) != known.end())
            return "; did you mean " + in_quotes(here) + "?";
    }
    return did_you_mean(key, known);
}

/// A secret can end up here by a slip of indentation: what is long enough for one, and near no known word, is not
/// repeated.
std::string unknown(std::string_view key, const std::vector<std::string_view>& known)
{
    if (key == "<<") return "merge keys (<<) are not supported: write here the keys that are meant";
    const auto meant = meant_by(key, known);
    if (meant.empty() && key.size() >= could_be_secret) return "unknown key";
    return "unknown key " + in_quotes(key) + meant;
}

/// {{ name }}, which YAML reads as a mapping with a mapping as its key.
bool is_braces_in_braces(const YamlNode& node)
{
    return node.kind == Kind::mapping && !node.children.empty() && node.children.front().kind == Kind::mapping;
}

/// [::]:5683, which YAML may read as a mapping with a list as its key.
bool is_address_without_quotes(const YamlNode& node)
{
    return node.kind == Kind::mapping && !node.children.empty() && node.children.front().kind == Kind::list;
}

}  // namespace

std::optional<YamlSection> YamlSection::open(const YamlNode& node, Report& report, std::string_view expected)
{
    YamlSection section{node.place, report};
    if (node.kind == Kind::nothing) return section;
    if (!section.holds(node, Kind::mapping, expected)) return std::nullopt;
    for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
        section.add_entry(node.children[i], node.children[i + 1]);
    }
    return section;
}

void YamlSection::add_entry(const YamlNode& key, const YamlNode& value)
{
    if (!holds(key, Kind::text, "a key")) return;
    const auto [known, is_new] = entries_.try_emplace(key.text, Entry{key.place, &value, false});
    if (is_new) return;
    complain(key.place, "this key is already given at line " + std::to_string(known->second.key.line));
}

std::optional<YamlSection> YamlSection::section(std::string_view key, std::string_view expected)
{
    const auto* node = find(key);
    return node == nullptr ? std::nullopt : open(*node, *report_, expected);
}

std::vector<YamlSection> YamlSection::sections(std::string_view key, std::size_t most, std::string_view expected)
{
    std::vector<YamlSection> all;
    const auto* node = find(key);
    if (node == nullptr || node->kind == Kind::nothing) return all;
    const auto* items = find_list(key, most, expected);
    if (items == nullptr) return all;
    for (std::size_t i = 0; i < items->children.size() && i < most; ++i) {
        if (auto item = open(items->children[i], *report_, expected)) all.push_back(std::move(*item));
    }
    return all;
}

bool YamlSection::took(std::string_view key) const
{
    const auto entry = entries_.find(key);
    return entry != entries_.end() && entry->second.was_taken;
}

bool YamlSection::is_text(std::string_view key) const
{
    const auto entry = entries_.find(key);
    return entry != entries_.end() && entry->second.value->kind == Kind::text;
}

Place YamlSection::place_of(std::string_view key) const
{
    const auto entry = entries_.find(key);
    return entry == entries_.end() ? place_ : entry->second.value->place;
}

Place YamlSection::place_of_key(std::string_view key) const
{
    const auto entry = entries_.find(key);
    return entry == entries_.end() ? place_ : entry->second.key;
}

void YamlSection::reject_unknown()
{
    for (const auto& [key, entry] : entries_) {
        if (std::find(asked_for_.begin(), asked_for_.end(), key) != asked_for_.end()) continue;
        complain(entry.key, unknown(key, asked_for_));
    }
}

bool YamlSection::needs(std::string_view key)
{
    if (has(key)) return true;
    asked_for_.push_back(key);
    complain(place_, "the key " + in_quotes(key) + " is missing");
    return false;
}

const YamlNode* YamlSection::find(std::string_view key)
{
    asked_for_.push_back(key);
    const auto entry = entries_.find(key);
    return entry == entries_.end() ? nullptr : entry->second.value;
}

const YamlNode* YamlSection::find_list(std::string_view key, std::size_t most, std::string_view expected)
{
    const auto* node = find(key);
    if (node == nullptr || !holds(*node, Kind::list, "a list, each item " + std::string{expected})) return nullptr;
    if (node->children.size() > most) {
        complain(node->children[most].place, "this list may hold at most " + std::to_string(most));
    }
    return node;
}

bool YamlSection::holds(const YamlNode& node, Kind kind, std::string_view expected)
{
    if (node.kind == kind) return true;
    if (node.kind == Kind::refused) return false;
    if (is_braces_in_braces(node)) {
        complain(node.place, std::string{unfilled_complaint});
        return false;
    }
    if (kind == Kind::text && is_address_without_quotes(node)) {
        complain(node.place, std::string{address_without_quotes});
        return false;
    }
    const auto word = node.kind == Kind::nothing && !node.text.empty()
                          ? ", which is what " + node.text + " is without quotes"
                          : std::string{};
    complain(node.place, "expected " + std::string{expected} + ", not " + std::string{name_of(node.kind)} + word);
    return false;
}

bool YamlSection::holds_two(const YamlNode& node, std::string_view expected)
{
    if (!holds(node, Kind::list, expected)) return false;
    const auto count = node.children.size();
    if (count == 2) return true;
    complain(node.place, "expected " + std::string{expected} + ", not a list of " + std::to_string(count));
    return false;
}

bool YamlSection::has_at_least(const YamlNode& list, std::size_t least)
{
    if (list.children.size() >= least) return true;
    complain(list.place, "this list must hold at least " + std::to_string(least));
    return false;
}

}  // namespace coapnode

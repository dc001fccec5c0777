// SPDX-License-Identifier: MIT
/// One mapping of the file, read key by key; key_table.hpp does that for a table of keys.
///
/// A mistake goes to the report with its place and leaves the target at its default, so that one run finds them all.
#pragma once

#include "yaml/reader.hpp"
#include "yaml/tree.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coapnode {

class YamlSection {
public:
    /// nullopt where the node is anything but a mapping, a mistake that says `expected`; nothing is an empty mapping.
    /// A key that stands twice is a mistake; the first counts. `node` and `report` must outlive the section.
    static std::optional<YamlSection> open(const YamlNode& node, Report& report, std::string_view expected);

    /// Both return whether `into` was set.
    template <class T>
    bool require(std::string_view key, T& into, const Reader<std::type_identity_t<T>>& reader)
    {
        return needs(key) && option(key, into, reader);
    }

    template <class T>
    bool option(std::string_view key, T& into, const Reader<std::type_identity_t<T>>& reader)
    {
        const auto* node = find(key);
        auto value = node != nullptr ? read(*node, reader) : std::nullopt;
        if (!value) return false;
        into = std::move(*value);
        entries_.find(key)->second.was_taken = true;
        return true;
    }

    /// A mapping within this one; nullopt where the key is not there or holds no mapping.
    std::optional<YamlSection> section(std::string_view key, std::string_view expected);

    /// A list of mappings; at most `most` of them are read. `expected` names one of them, and nothing is an empty list.
    std::vector<YamlSection> sections(std::string_view key, std::size_t most, std::string_view expected);

    /// A list of single values, with the place of each; nullopt where the key is not there or holds no list.
    template <class T>
    std::optional<std::vector<std::pair<T, Place>>> list(std::string_view key, std::size_t most,
                                                         const Reader<T>& reader)
    {
        const auto* items = find_list(key, most, reader.expected);
        if (items == nullptr) return std::nullopt;
        std::vector<std::pair<T, Place>> values;
        for (std::size_t i = 0; i < items->children.size() && i < most; ++i) {
            const auto& item = items->children[i];
            if (auto value = read(item, reader)) values.emplace_back(std::move(*value), item.place);
        }
        return values;
    }

    /// A list of two values; nullopt where the key is not there or holds anything else. `expected` names one.
    template <class T>
    std::optional<std::array<T, 2>> pair(std::string_view key, const Reader<T>& reader, std::string_view expected)
    {
        const auto* node = find(key);
        return node != nullptr ? read_pair(*node, reader, expected) : std::nullopt;
    }

    /// A list of `least` to `most` such pairs, with the place of each; nullopt where the key is not there or one of
    /// them is a mistake.
    template <class T>
    std::optional<std::vector<std::pair<std::array<T, 2>, Place>>> pairs(std::string_view key, std::size_t least,
                                                                         std::size_t most, const Reader<T>& reader,
                                                                         std::string_view expected)
    {
        const auto* items = find_list(key, most, expected);
        if (items == nullptr || !has_at_least(*items, least)) return std::nullopt;
        std::vector<std::pair<std::array<T, 2>, Place>> pairs;
        for (const auto& item : items->children) {
            if (const auto both = read_pair(item, reader, expected)) pairs.emplace_back(*both, item.place);
        }
        const bool is_whole = pairs.size() == items->children.size() && pairs.size() <= most;
        return is_whole ? std::optional{std::move(pairs)} : std::nullopt;
    }

    [[nodiscard]] bool has(std::string_view key) const { return entries_.contains(key); }

    /// Whether the key is there and its single value was read without a mistake.
    [[nodiscard]] bool took(std::string_view key) const;

    /// Whether a single value stands there.
    [[nodiscard]] bool is_text(std::string_view key) const;

    [[nodiscard]] Place place() const { return place_; }

    /// Of the key's value, or of the section where the key is not there.
    [[nodiscard]] Place place_of(std::string_view key) const;
    [[nodiscard]] Place place_of_key(std::string_view key) const;

    void complain(Place where, std::string message) { report_->add(where, std::move(message)); }

    /// Every key that was not asked for so far is a mistake.
    void reject_unknown();

private:
    struct Entry {
        Place key;
        const YamlNode* value{};
        bool was_taken{};
    };

    template <class T>
    std::optional<T> read(const YamlNode& node, const Reader<T>& reader)
    {
        if (!holds(node, YamlNode::Kind::text, reader.expected)) return std::nullopt;
        auto value = reader.read(node.text);
        if (value) return std::move(*value);
        complain(node.place, std::move(value.error().message));
        return std::nullopt;
    }

    template <class T>
    std::optional<std::array<T, 2>> read_pair(const YamlNode& node, const Reader<T>& reader, std::string_view expected)
    {
        if (!holds_two(node, expected)) return std::nullopt;
        const auto first = read(node.children[0], reader);
        const auto second = read(node.children[1], reader);
        if (!first || !second) return std::nullopt;
        return std::array<T, 2>{*first, *second};
    }

    YamlSection(Place place, Report& report) : report_{&report}, place_{place} {}

    void add_entry(const YamlNode& key, const YamlNode& value);
    bool needs(std::string_view key);
    const YamlNode* find(std::string_view key);
    const YamlNode* find_list(std::string_view key, std::size_t most, std::string_view expected);
    /// Complains where the node is of another kind.
    bool holds(const YamlNode& node, YamlNode::Kind kind, std::string_view expected);
    bool holds_two(const YamlNode& node, std::string_view expected);
    bool has_at_least(const YamlNode& list, std::size_t least);

    Report* report_;
    Place place_;
    std::map<std::string_view, Entry> entries_;
    std::vector<std::string_view> asked_for_;
};

}  // namespace coapnode

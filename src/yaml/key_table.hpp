// SPDX-License-Identifier: MIT
/// The keys of a mapping as a table: a row names a key, the member that it sets, what may stand behind it, and says in
/// a sentence what it is for. Reading, "did you mean", the JSON schema and the manual come from it.
///
///     KeyTable<LimitsConfig, NodeReading> keys;
///     keys.value("observers", &LimitsConfig::observers, number(0, max_observers), "Observers in all.");
///
/// `Into` is a plain struct whose member initialisers are the defaults; `Context` is what one run of reading knows
/// besides the mapping at hand. A member is a pointer to member, or a function that returns a reference.
#pragma once

#include "yaml/key_text.hpp"
#include "yaml/section.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coapnode {

template <class Into, class Context>
class KeyTable {
public:
    using Read = std::function<void(YamlSection& in, Into& into, Context& context)>;

    /// A key that may be left out; the text returned can be given an example. What is shown of a default is how the
    /// reader writes that of a new `Into`.
    template <class Member, class T>
    KeyText& value(std::string_view name, Member member, Reader<T> reader, std::string_view sentence)
    {
        auto& text = add(name, sentence, reader.form);
        Into defaults{};
        if (reader.write) text.default_value = reader.write(std::invoke(member, defaults));
        rows_.push_back([=, reader = std::move(reader)](YamlSection& in, Into& into, Context& /*context*/) {
            in.option(name, std::invoke(member, into), reader);
        });
        return text;
    }

    template <class Member, class T>
    KeyText& needed(std::string_view name, Member member, Reader<T> reader, std::string_view sentence)
    {
        auto& text = add(name, sentence, reader.form);
        text.is_needed = true;
        rows_.push_back([=, reader = std::move(reader)](YamlSection& in, Into& into, Context& /*context*/) {
            in.require(name, std::invoke(member, into), reader);
        });
        return text;
    }

    /// A key whose value means something only with others: `read` knows how.
    KeyText& custom(std::string_view name, Form form, Read read, std::string_view sentence)
    {
        auto& text = add(name, sentence, std::move(form));
        rows_.push_back(std::move(read));
        return text;
    }

    /// A list of single values; `each` sees every one that was taken.
    template <class Member, class T, class Each>
    KeyText& values(std::string_view name, Member member, std::size_t most, Reader<T> reader, Each each,
                    std::string_view sentence)
    {
        auto& text = add(name, sentence, reader.form);
        text.most_items = most;
        Into defaults{};
        for (const auto& item : std::invoke(member, defaults))
            text.default_items.push_back(reader.write(item));
        rows_.push_back([=, reader = std::move(reader)](YamlSection& in, Into& into, Context& context) {
            const auto given = in.list(name, most, reader);
            if (!given) return;
            auto& list = std::invoke(member, into);
            list.clear();
            for (const auto& [item, place] : *given) {
                each(in, context, item, place);
                list.push_back(item);
            }
        });
        return text;
    }

    /// A mapping with a table of its own; the member may be an optional. `expected` names what a mapping holds.
    template <class Member, class Inner>
    KeyText& mapping(std::string_view name, Member member, KeyTable<Inner, Context> keys, std::string_view expected,
                     std::string_view sentence)
    {
        auto& text = add(name, sentence, std::nullopt);
        text.keys = keys.text();
        rows_.push_back([=, keys = std::move(keys)](YamlSection& in, Into& into, Context& context) {
            if (auto section = in.section(name, expected)) keys.read(*section, std::invoke(member, into), context);
        });
        return text;
    }

    /// A mapping, or a single value in its place. The member is an optional.
    template <class Member, class Inner>
    KeyText& value_or_mapping(std::string_view name, Member member, Reader<std::optional<Inner>> reader,
                              KeyTable<Inner, Context> keys, std::string_view expected, std::string_view sentence)
    {
        auto& text = add(name, sentence, reader.form);
        text.keys = keys.text();
        rows_.push_back(
            [=, reader = std::move(reader), keys = std::move(keys)](YamlSection& in, Into& into, Context& context) {
                if (in.is_text(name)) {
                    in.option(name, std::invoke(member, into), reader);
                } else if (auto section = in.section(name, expected)) {
                    keys.read(*section, std::invoke(member, into), context);
                }
            });
        return text;
    }

    /// A list of mappings. `expected` names one of them.
    template <class Member, class Item>
    KeyText& list(std::string_view name, Member member, std::size_t most, KeyTable<Item, Context> keys,
                  std::string_view expected, std::string_view sentence)
    {
        auto& text = add(name, sentence, std::nullopt);
        text.keys = keys.text();
        text.most_items = most;
        rows_.push_back([=, keys = std::move(keys)](YamlSection& in, Into& into, Context& context) {
            for (auto& section : in.sections(name, most, expected)) {
                Item item;
                keys.read(section, item, context);
                std::invoke(member, into).push_back(std::move(item));
            }
        });
        return text;
    }

    /// What the keys must say together, asked when all rows are read.
    void check(Read read) { checks_.push_back(std::move(read)); }

    /// Of these groups of keys one stands there, whole.
    void one_of_groups(std::vector<std::vector<std::string_view>> groups) { text_.one_of = std::move(groups); }

    /// Keys of one of these groups stand there, and none of another.
    void some_of_one_group(std::vector<std::vector<std::string_view>> groups) { text_.some_of_one = std::move(groups); }

    void read(YamlSection& in, Into& into, Context& context) const
    {
        for (const auto& row : rows_)
            row(in, into, context);
        for (const auto& check : checks_)
            check(in, into, context);
        in.reject_unknown();
    }

    void read(YamlSection& in, std::optional<Into>& into, Context& context) const
    {
        if (!into) into.emplace();
        read(in, *into, context);
    }

    [[nodiscard]] const KeyTexts& text() const { return text_; }

private:
    KeyText& add(std::string_view name, std::string_view sentence, std::optional<Form> form)
    {
        auto& text = text_.rows.emplace_back();
        text.name = name;
        text.sentence = sentence;
        text.form = std::move(form);
        return text;
    }

    std::vector<Read> rows_;
    std::vector<Read> checks_;
    KeyTexts text_;
};

}  // namespace coapnode

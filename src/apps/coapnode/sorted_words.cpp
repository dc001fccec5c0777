// SPDX-License-Identifier: MIT
#include "apps/coapnode/sorted_words.hpp"

#include "apps/coapnode/unknown_word.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Words = std::vector<std::string>;

class Sorting {
public:
    Sorting(const CommandRow& command, const Words& words) : command_{command}, words_{words} {}

    Result<SortedWords> run()
    {
        for (next_ = 0; next_ < words_.size();) {
            const auto& word = words_[next_++];
            if (word == "--") {
                sorted_.others.insert(sorted_.others.end(), words_.begin() + static_cast<long>(next_), words_.end());
                break;
            }
            const auto taken = take(word);
            if (!taken) return fail(taken);
        }
        if (auto good = check(); !good) return fail(good);
        return std::move(sorted_);
    }

private:
    Result<void> take(const std::string& word)
    {
        if (word.starts_with("--")) return take_long(word);
        if (word.starts_with('-') && word.size() > 1) return take_letters(word);
        sorted_.others.push_back(word);
        return {};
    }

    Result<void> take_long(const std::string& word)
    {
        const auto name = word.substr(0, word.find('='));
        const bool has_value = name.size() < word.size();
        if (name == "--help") return ask_for_help();
        const auto* const row = option_named(command_.command, name);
        if (row == nullptr) return unknown(name);
        if (has_value && row->is_flag()) return fail(Errc::bad_value, name + " takes no value");
        if (has_value) return add(*row, word.substr(name.size() + 1));
        return add_with_next(*row);
    }

    /// Letters of flags; the last letter may be an option with a value, directly after it or in the next word.
    Result<void> take_letters(const std::string& word)
    {
        for (std::size_t at = 1; at < word.size(); ++at) {
            const std::string name{'-', word[at]};
            if (name == "-h") return ask_for_help();
            const auto* const row = option_named(command_.command, name);
            if (row == nullptr) return unknown(name);
            const bool has_value = !row->is_flag() && at + 1 < word.size();
            if (has_value) return add(*row, word.substr(at + 1));
            if (auto added = add_with_next(*row); !added) return added;
        }
        return {};
    }

    Result<void> ask_for_help()
    {
        sorted_.asks_for_help = true;
        return {};
    }

    Result<void> add_with_next(const OptionRow& row)
    {
        if (row.is_flag()) return add(row, {});
        if (next_ < words_.size()) return add(row, words_[next_++]);
        const auto name = std::string{row.name()};
        return fail(Errc::bad_value, name + " needs a value: write " + name + ' ' + std::string{row.value});
    }

    Result<void> add(const OptionRow& row, std::string value)
    {
        const bool is_again = !row.is_flag() && !row.repeats && has(row.name());
        if (is_again) return fail(Errc::bad_value, std::string{row.name()} + " is given twice: write it only once");
        sorted_.options.push_back({&row, std::move(value)});
        return {};
    }

    [[nodiscard]] bool has(std::string_view name) const
    {
        const auto& given = sorted_.options;
        return std::any_of(given.begin(), given.end(), [=](const GivenOption& one) { return one.row->name() == name; });
    }

    [[nodiscard]] Result<void> unknown(const std::string& name) const
    {
        return fail(Errc::bad_value, unexpected_word(command_, name));
    }

    [[nodiscard]] Result<void> check() const
    {
        for (const auto& [row, value] : sorted_.options) {
            if (row->excludes.empty() || !has(row->excludes)) continue;
            const auto both = std::string{row->excludes} + " and " + std::string{row->name()};
            return fail(Errc::bad_value, both + " cannot be used together: leave out one of them");
        }
        return {};
    }

    const CommandRow& command_;
    const Words& words_;
    std::size_t next_ = 0;
    SortedWords sorted_;
};

}  // namespace

Result<SortedWords> sort_words(const CommandRow& command, const Words& words)
{
    return Sorting{command, words}.run();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// What may stand behind a key: each kind of value knows how it is read and written, how a mistake names what was
/// expected, and what a schema says of it.
#pragma once

#include "yaml/complaint.hpp"
#include "yaml/form.hpp"
#include "yaml/nearest.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

template <class T>
struct Reader {
    std::string expected;  ///< "a duration such as 5s": also said where a list or nothing stands in its place
    std::function<Result<T>(const std::string& text)> read;
    Form form{};
    std::function<std::string(const T& value)> write{};  ///< as read() reads it; empty text for a value that is none
};

/// A Reader of texts that pass `fits`.
template <class Predicate>
Reader<std::string> text_that(std::string expected, Predicate fits, TextForm form)
{
    form.expected = expected;
    return {expected,
            [=](const std::string& text) -> Result<std::string> {
                if (!fits(text)) return complaint(not_a(expected, text));
                return text;
            },
            std::move(form), [](const std::string& text) { return text; }};
}

Reader<bool> boolean();
Reader<unsigned> number(unsigned least, unsigned most);

/// Printable UTF-8 of 1 to `most` bytes.
Reader<std::string> printable_text(std::size_t most);

template <class T>
Reader<T> one_of(std::vector<std::pair<std::string_view, T>> choices)
{
    std::vector<std::string_view> words;
    words.reserve(choices.size());
    for (const auto& choice : choices)
        words.push_back(choice.first);
    const auto expected = alternatives(words);
    return {expected,
            [=](const std::string& text) -> Result<T> {
                for (const auto& [word, value] : choices) {
                    if (word == text) return value;
                }
                return complaint(not_a(expected, text) + did_you_mean(text, words));
            },
            WordsForm{{words.begin(), words.end()}},
            [=](const T& value) {
                for (const auto& [word, choice] : choices) {
                    if (choice == value) return std::string{word};
                }
                return std::string{};
            }};
}

}  // namespace coapnode

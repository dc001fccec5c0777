// SPDX-License-Identifier: MIT
/// What may stand behind a key: each kind of value knows how it is read and how a mistake names what was expected.
#pragma once

#include "yaml/complaint.hpp"
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
};

/// A Reader of texts that pass `fits`.
template <class Predicate>
Reader<std::string> text_that(std::string expected, Predicate fits)
{
    return {expected, [=](const std::string& text) -> Result<std::string> {
                if (!fits(text)) return complaint(not_a(expected, text));
                return text;
            }};
}

Reader<bool> boolean();
Reader<unsigned> number(unsigned least, unsigned most);

/// Printable UTF-8 of 1 to `most` bytes.
Reader<std::string> printable_text(std::size_t most);

/// "off, on or keep"
std::string alternatives(const std::vector<std::string_view>& words);

template <class T>
Reader<T> one_of(std::vector<std::pair<std::string_view, T>> choices)
{
    std::vector<std::string_view> words;
    words.reserve(choices.size());
    for (const auto& choice : choices)
        words.push_back(choice.first);
    const auto expected = alternatives(words);
    return {expected, [=](const std::string& text) -> Result<T> {
                for (const auto& [word, value] : choices) {
                    if (word == text) return value;
                }
                return complaint(not_a(expected, text) + did_you_mean(text, words));
            }};
}

}  // namespace coapnode

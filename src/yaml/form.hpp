// SPDX-License-Identifier: MIT
/// What may stand behind a key, as the JSON schema and the manual say it. Reading asks the Reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coapnode {

struct TextForm {
    std::string pattern{};          ///< a regular expression of ECMA 262, for the whole text
    std::string expected{};         ///< "the name of a line such as GPIO17"
    bool may_look_like_number{};    ///< 42 is a text here, though not to a JSON schema
    std::size_t most_characters{};  ///< 0: as many as the pattern lets pass
};

/// One of these. true and false alone are what YAML has as a boolean.
struct WordsForm {
    std::vector<std::string> words;
};

/// The bounds as they are written: "-40", "0.1"; empty where others say them.
struct NumberForm {
    std::string least;
    std::string most;
    unsigned decimals{};  ///< as many as it may have; 0: a whole number
};

/// A whole number with a unit right behind it: 5s, 64MB.
struct CountForm {
    struct Unit {
        std::string name;
        std::uint64_t least{};
        std::uint64_t most{};
    };

    std::vector<Unit> units;  ///< those in which a value within the bounds can be written
    std::string what;         ///< "a duration"
    std::string least;        ///< "1s"
    std::string most;
};

using Form = std::variant<TextForm, WordsForm, NumberForm, CountForm>;

/// A regular expression for the whole numbers from `least` to `most`, without leading zeros: "[5-9]|1[0-2]".
std::string pattern_between(std::uint64_t least, std::uint64_t most);

/// "a, b or c"
std::string alternatives(const std::vector<std::string_view>& words);

}  // namespace coapnode

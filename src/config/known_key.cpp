// SPDX-License-Identifier: MIT
#include "coapnode/config/known_key.hpp"

#include "coapnode/core/hex.hpp"
#include "yaml/ascii.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace coapnode {

namespace {

constexpr std::size_t longest_piece = 8;

/// Keys from the manuals of GnuTLS, from FIPS 197, SP 800-38A and README.md, and ordered digits that no rule below
/// finds.
constexpr auto published = std::to_array<std::string_view>({
    "9e32cf7786321a828ef7668f09fb35db",
    "88f3824b3e5659f52d00e959bacab954b6540344",
    "2b7e151628aed2a6abf7158809cf4f3c",
    "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
    "0123456789abcdeffedcba9876543210",
    "112233445566778899aabbccddeeff00",
    "68658c97d3951be29c1adc377a5e261e",
});

/// In ascending order, cyclic.
constexpr std::array<std::string_view, 6> rows{"0123456789",
                                               "9876543210",
                                               "0123456789abcdef",
                                               "fedcba9876543210",
                                               "abcdefghijklmnopqrstuvwxyz0123456789",
                                               "qwertyuiopasdfghjklzxcvbnm"};

/// Two letters or more, and not only a to f: hex digits must not form words by chance.
constexpr auto stock_words = std::to_array<std::string_view>({
    "any",     "change",      "coap",   "coaps",    "coapnode",  "default", "demo", "dtls",       "dummy",  "enter",
    "example", "fill",        "fixme",  "generate", "goes",      "here",    "in",   "insert",     "it",     "key",
    "keys",    "long",        "me",     "must",     "my",        "our",     "pass", "passphrase", "passwd", "password",
    "phrase",  "placeholder", "please", "pre",      "preshared", "private", "psk",  "put",        "random", "real",
    "replace", "sample",      "secret", "secure",   "set",       "shared",  "some", "string",     "strong", "super",
    "test",    "the",         "this",   "to",       "todo",      "your",
});

constexpr auto asking_words = std::to_array<std::string_view>({
    "change",
    "dummy",
    "enter",
    "example",
    "fill",
    "fixme",
    "generate",
    "here",
    "insert",
    "placeholder",
    "please",
    "put",
    "replace",
    "todo",
    "your",
});

bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// Whether the text is a sequence of words from the list.
bool is_of_stock_words(std::string_view letters)
{
    std::string reached(letters.size() + 1, '\0');  // reached[i]: words end at i
    reached[0] = 1;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (reached[at] == 0) continue;
        for (const auto word : stock_words) {
            if (letters.substr(at).starts_with(word)) reached[at + word.size()] = 1;
        }
    }
    return reached[letters.size()] != 0;
}

/// Such words with digits and signs in between, but mostly letters: digits only are not a word.
bool is_of_words_alone(std::string_view text)
{
    if (text.empty()) return false;
    const auto small = in_lower_case(text);
    std::string letters;
    std::copy_if(small.begin(), small.end(), std::back_inserter(letters), is_letter);
    return 2 * letters.size() >= text.size() && is_of_stock_words(letters);
}

/// Words that ask a person to insert a key.
bool asks_for_a_key(std::string_view text)
{
    const auto small = in_lower_case(text);
    return std::any_of(asking_words.begin(), asking_words.end(),
                       [&](std::string_view word) { return small.find(word) != std::string::npos; });
}

/// 0101..., deadbeefdeadbeef...
bool repeats_a_piece(std::string_view key)
{
    for (std::size_t piece = 1; piece <= longest_piece && piece < key.size(); ++piece) {
        if (key.substr(piece) == key.substr(0, key.size() - piece)) return true;
    }
    return false;
}

/// 00 01 02..., 00 11 22..., ff fe fd...
bool counts(std::span<const std::uint8_t> key)
{
    for (std::size_t i = 2; i < key.size(); ++i) {
        if (static_cast<std::uint8_t>(key[i] - key[i - 1]) != static_cast<std::uint8_t>(key[1] - key[0])) return false;
    }
    return true;
}

bool runs_along_a_row(std::string_view key)
{
    const auto small = in_lower_case(key);
    return std::any_of(rows.begin(), rows.end(), [&](std::string_view row) {
        std::string round{row};
        while (round.size() < small.size() + row.size())
            round += row;
        return round.find(small) != std::string::npos;
    });
}

}  // namespace

std::string_view placeholder_complaint(std::string_view text)
{
    if (is_unfilled(text)) return unfilled_complaint;
    if (is_of_words_alone(text) && asks_for_a_key(text)) return "a placeholder, not a key";
    return {};
}

std::string_view weak_key_complaint(std::span<const std::uint8_t> key)
{
    const std::string text{key.begin(), key.end()};
    if (is_of_words_alone(text)) return "a key made of words that anybody would try";
    if (std::find(published.begin(), published.end(), to_hex(key)) != published.end())
        return "a key that is printed in manuals";
    if (repeats_a_piece(text) || counts(key) || runs_along_a_row(text))
        return "a key with a pattern that anybody would try";
    return {};
}

}  // namespace coapnode

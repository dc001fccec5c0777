// SPDX-License-Identifier: MIT
#include "yaml/nearest.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

constexpr std::size_t shortest_word = 3;  // "no" is not far from "on", nor from anything else
constexpr std::size_t longest_word = 32;  // longer ones get no suggestion: the table below stays small

using Row = std::array<std::size_t, longest_word + 1>;

/// The optimal string alignment distance (Damerau-Levenshtein without editing a swapped pair again), whatever the case.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::array<Row, longest_word + 1> cost{};
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = std::max(i, j);
                continue;
            }
            const std::size_t replaced = to_lower(a[i - 1]) == to_lower(b[j - 1]) ? 0 : 1;
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

bool is_cut_short(std::string_view typed, std::string_view word)
{
    return typed.size() < word.size() && std::equal(typed.begin(), typed.end(), word.begin(),
                                                    [](char a, char b) { return to_lower(a) == to_lower(b); });
}

/// The only one that begins so.
std::string_view completed(std::string_view typed, const std::vector<std::string_view>& known)
{
    const auto begins = [typed](std::string_view word) { return is_cut_short(typed, word); };
    const auto found = std::find_if(known.begin(), known.end(), begins);
    return found != known.end() && std::count_if(found, known.end(), begins) == 1 ? *found : std::string_view{};
}

}  // namespace

std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& known)
{
    if (typed.size() < shortest_word || typed.size() > longest_word) return {};
    auto least = std::max<std::size_t>(1, typed.size() / 3) + 1;
    std::string_view nearest;
    for (const auto word : known) {
        if (word.size() > longest_word) continue;
        const auto away = distance(typed, word);
        if (away >= least) continue;
        least = away;
        nearest = word;
    }
    if (nearest.empty()) nearest = completed(typed, known);
    return nearest.empty() ? std::string{} : "; did you mean '" + std::string{nearest} + "'?";
}

}  // namespace coapnode

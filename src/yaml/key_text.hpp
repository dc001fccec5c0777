// SPDX-License-Identifier: MIT
/// What a table of keys says of itself, for a schema and a manual.
#pragma once

#include "yaml/form.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct KeyText;

struct KeyTexts {
    std::vector<KeyText> rows;
    /// Of these groups of keys one stands there, whole; empty where there is no such rule.
    std::vector<std::vector<std::string_view>> one_of;
    /// Keys of one of these groups stand there, and none of another; empty where there is no such rule.
    std::vector<std::vector<std::string_view>> some_of_one;
};

struct KeyText {
    std::string_view name;
    std::string_view sentence;
    bool is_needed{};
    std::optional<Form> form;  ///< of a single value, or of the items of a list of such
    KeyTexts keys;             ///< of a mapping, or of the items of a list
    std::size_t least_items{};
    std::size_t most_items{};                ///< 0: no list
    bool is_of_pairs{};                      ///< each item is a list of two values
    std::string default_value;               ///< as it is written; empty where there is none
    std::vector<std::string> default_items;  ///< of a list
    std::string
        example;  ///< of a list: of one item; of pairs, or where the number of items is fixed: of the whole list
};

}  // namespace coapnode

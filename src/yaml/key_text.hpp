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
};

struct KeyText {
    std::string_view name;
    std::string_view sentence;
    bool is_needed{};
    std::optional<Form> form;                ///< of a single value, or of the items of a list of such
    KeyTexts keys;                           ///< of a mapping, or of the items of a list
    std::size_t most_items{};                ///< 0: no list
    std::string default_value;               ///< as it is written; empty where there is none
    std::vector<std::string> default_items;  ///< of a list
    std::string example;
};

}  // namespace coapnode

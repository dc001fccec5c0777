// SPDX-License-Identifier: MIT
/// The words in which a schema and a manual say what a key takes.
#pragma once

#include "yaml/key_text.hpp"

#include <string>

namespace coapnode {

/// Whether the words are true and false.
bool is_boolean(const WordsForm& form);

/// "from 1s to 1h"; empty where there are none.
std::string bounds_of(const Form& form);

/// The sentence of the key, with its bounds.
std::string description_of(const KeyText& key);

/// What may stand there: "off, on or keep", "a path such as /dev/i2c-1", "from 1s to 1h".
std::string values_of(const KeyText& key);

}  // namespace coapnode

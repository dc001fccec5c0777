// SPDX-License-Identifier: MIT
/// A table of keys as a JSON schema, draft 7, for editors.
#pragma once

#include "yaml/key_text.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace coapnode {

using Json = nlohmann::ordered_json;

Json schema_of_file(const std::string& title, const std::string& description, const KeyTexts& keys);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// What tests look at in an answer.
#pragma once

#include "coapnode/http/message.hpp"

#include <string>

namespace coapnode {

/// Empty where there is no such field.
inline std::string field_of(const HttpResponse& answer, std::string_view name)
{
    const auto* const value = find_field(answer.fields, name);
    return value != nullptr ? *value : std::string{};
}

inline std::string body_of(const HttpResponse& answer)
{
    return answer.body ? std::string{as_text(*answer.body)} : std::string{};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "gateway/mapping/media_type.hpp"

#include "coapnode/core/ascii.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool is_type_name(std::string_view name)
{
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) return false;
    const auto type = name.substr(0, slash);
    const auto subtype = name.substr(slash + 1);
    // "*" is a character of tokens as well.
    return is_token(type) && is_token(subtype) && (type != "*" || subtype == "*");
}

std::optional<MediaParameter> parse_parameter(std::string_view text)
{
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || !is_token(text.substr(0, equals))) return std::nullopt;
    auto value = token_or_quoted(text.substr(equals + 1));
    if (!value) return std::nullopt;
    return MediaParameter{in_lower_case(text.substr(0, equals)), std::move(*value)};
}

}  // namespace

const std::string* MediaType::parameter(std::string_view wanted) const
{
    const auto found = std::ranges::find(parameters, wanted, &MediaParameter::name);
    return found != parameters.end() ? &found->value : nullptr;
}

std::optional<MediaType> parse_media_type(std::string_view text)
{
    const auto parts = parts_of(text, ';', 1 + MediaType::most_parameters);
    if (parts.empty() || !is_type_name(parts.front())) return std::nullopt;
    MediaType type{in_lower_case(parts.front())};
    for (auto part = parts.begin() + 1; part != parts.end(); ++part) {
        auto parameter = parse_parameter(*part);
        if (!parameter) return std::nullopt;
        type.parameters.push_back(std::move(*parameter));
    }
    return type;
}

}  // namespace coapnode

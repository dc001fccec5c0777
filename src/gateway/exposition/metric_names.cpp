// SPDX-License-Identifier: MIT
#include "gateway/exposition/metrics_text.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

bool is_metric_name(std::string_view name, MetricType type)
{
    const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == ':'; };
    if (name.empty() || is_digit(name.front()) || !std::all_of(name.begin(), name.end(), fits)) return false;
    return (type == MetricType::counter) == name.ends_with("_total");
}

bool is_label_name(std::string_view name)
{
    const auto fits = [](char c) { return is_letter(c) || is_digit(c); };
    return !name.empty() && !is_digit(name.front()) && !name.starts_with("__") &&
           std::all_of(name.begin(), name.end(), fits);
}

}  // namespace coapnode

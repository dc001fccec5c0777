// SPDX-License-Identifier: MIT
#include "yaml/report.hpp"

#include <algorithm>

namespace coapnode {

namespace {

Place place_of(const Mistake& mistake)
{
    return {mistake.line, mistake.column};
}

}  // namespace

std::string to_string(const Mistake& mistake)
{
    if (mistake.line == 0) return mistake.file + ": " + mistake.message;
    return mistake.file + ":" + std::to_string(mistake.line) + ":" + std::to_string(mistake.column) + ": " +
           mistake.message;
}

void Report::add(Place where, std::string message)
{
    if (mistakes_.size() >= max_mistakes) return;
    if (mistakes_.size() == max_mistakes - 1) message = "too many mistakes: correct these first";
    mistakes_.push_back({file_, where.line, where.column, std::move(message)});
}

Mistakes Report::sorted() const
{
    auto all = mistakes_;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
    return all;
}

}  // namespace coapnode

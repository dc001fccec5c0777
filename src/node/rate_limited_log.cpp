// SPDX-License-Identifier: MIT
#include "node/rate_limited_log.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

constexpr std::string_view others;

std::string in_minutes(Duration duration)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(duration).count();
    return minutes <= 1 ? "minute" : std::to_string(minutes) + " minutes";
}

}  // namespace

void RateLimitedLog::write_often(std::string_view cause, LogLevel level, const LogLines& lines)
{
    if (lines.empty()) return;
    auto& known = cause_named(cause);
    if (!known.waiting.empty()) leave_out(known);
    known.level = level;
    known.waiting = lines;
    const auto wait = due(known) - scheduler_.now();
    if (wait <= Duration::zero()) return tell(known);
    if (!known.timer) known.timer = scheduler_.after(wait, [this, &known] { tell(known); });
}

/// Removes a cause that has no state, to make room.
RateLimitedLog::Cause& RateLimitedLog::cause_named(std::string_view name)
{
    if (const auto found = causes_.find(name); found != causes_.end()) return found->second;
    if (causes_.size() >= most_causes) {
        const auto now = scheduler_.now();
        std::erase_if(causes_, [&](const auto& entry) {
            const auto& cause = entry.second;
            return cause.waiting.empty() &&
                   std::all_of(cause.spent.begin(), cause.spent.end(), [&](Instant spent) { return spent <= now; });
        });
    }
    return causes_[std::string{causes_.size() < most_causes ? name : others}];
}

Instant RateLimitedLog::due(const Cause& cause) const
{
    auto due = Instant::min();
    for (std::size_t i = 0; i < paces.size(); ++i)
        due = std::max(due, cause.spent[i] - (paces[i].at_once - 1) * paces[i].interval);
    return due;
}

void RateLimitedLog::leave_out(Cause& cause)
{
    if (cause.left_out == 0) cause.left_out_since = scheduler_.now();
    cause.left_out += cause.waiting.size();
    dropped_ += cause.waiting.size();
}

void RateLimitedLog::tell(Cause& cause)
{
    const auto now = scheduler_.now();
    cause.timer.reset();
    for (std::size_t i = 0; i < paces.size(); ++i)
        cause.spent[i] = std::max(cause.spent[i], now) + paces[i].interval;
    if (const auto count = std::exchange(cause.left_out, 0); count > 0) {
        cause.waiting.back() += " (and " + std::to_string(count) +
                                (count == 1 ? " line like this was" : " lines like this were") +
                                " left out in the last " + in_minutes(now - cause.left_out_since) + ')';
    }
    for (const auto& line : std::exchange(cause.waiting, {}))
        log_.write(cause.level, line);
}

void RateLimitedLog::flush()
{
    for (auto& [name, cause] : causes_) {
        if (!cause.waiting.empty()) tell(cause);
    }
}

}  // namespace coapnode

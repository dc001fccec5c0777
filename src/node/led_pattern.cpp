// SPDX-License-Identifier: MIT
#include "node/led_pattern.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace coapnode {

namespace {

Duration lit_part(const Blink& blink)
{
    return std::chrono::round<Duration>(std::chrono::duration<double, Duration::period>{blink.period} * blink.duty);
}

}  // namespace

bool begins_on(const LedPattern& pattern)
{
    const auto* const steady = std::get_if<Steady>(&pattern);
    return steady == nullptr || steady->on;
}

bool ends_on(const LedPattern& pattern)
{
    const auto* const steady = std::get_if<Steady>(&pattern);
    return steady != nullptr && steady->on != steady->lasting.has_value();
}

bool moves(const LedPattern& pattern)
{
    const auto* const steady = std::get_if<Steady>(&pattern);
    return steady == nullptr || steady->lasting;
}

LedPlayer::LedPlayer(Scheduler& scheduler, const LedPattern& pattern, Show show, End end)
    : scheduler_{scheduler}, pattern_{pattern}, show_{std::move(show)}, end_{std::move(end)}, begun_{scheduler.now()}
{
    if (moves(pattern)) wait_for(edge_behind(Duration::zero()));
}

LedPlayer::Edge LedPlayer::last_edge() const
{
    if (const auto* const steady = std::get_if<Steady>(&pattern_)) {
        return {steady->lasting.value_or(Duration::zero()), !steady->on};
    }
    const auto& blink = std::get<Blink>(pattern_);
    if (!blink.count) return {Duration::max(), false};
    return {(*blink.count - 1) * blink.period + lit_part(blink), false};
}

LedPlayer::Edge LedPlayer::edge_behind(Duration after) const
{
    const auto last = last_edge();
    const auto* const blink = std::get_if<Blink>(&pattern_);
    if (blink == nullptr) return last;
    const auto period_begins = after / blink->period * blink->period;
    const auto goes_off = period_begins + lit_part(*blink);
    const auto next = after < goes_off ? Edge{goes_off, false} : Edge{period_begins + blink->period, true};
    return next.at < last.at ? next : last;
}

void LedPlayer::wait_for(const Edge& edge)
{
    timer_ = scheduler_.after(begun_ + edge.at - scheduler_.now(), [this, edge] { switch_over(edge); });
}

void LedPlayer::switch_over(const Edge& due)
{
    const auto passed = std::max(scheduler_.now() - begun_, due.at);
    const auto last = last_edge();
    const bool is_over = passed >= last.at;
    const auto next = edge_behind(passed);
    const bool shown = show_(is_over ? last.on : !next.on);
    if (shown && !is_over) return wait_for(next);
    const auto end = std::move(end_);  // the call may destroy `this`
    end();
}

}  // namespace coapnode

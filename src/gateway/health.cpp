// SPDX-License-Identifier: MIT
#include "gateway/health.hpp"

#include <algorithm>

namespace coapnode {

namespace {

std::optional<Health::State> state_after(Errc failure)
{
    switch (failure) {
    case Errc::silent:
    case Errc::session_lost:
    case Errc::outcome_unknown:
        return Health::State::silent;
    case Errc::key_refused:
        return Health::State::refused;
    case Errc::unreachable:
    case Errc::no_route:
    case Errc::unknown_name:
        return Health::State::unreachable;
    default:
        return std::nullopt;
    }
}

}  // namespace

void Health::on_answer(Instant now)
{
    change_to(State::up, now);
    error_.reset();
    pause_ = first_pause;
}

bool Health::on_failure(const Error& error, Instant now)
{
    const auto state = state_after(error.code);
    if (!state) return false;
    const bool is_next = !is_down() || now - failed_ >= pause_;
    if (is_down() && is_next) pause_ = std::min<Duration>(pause_ * 2, longest_pause);
    if (is_next) failed_ = now;
    change_to(*state, now);
    error_ = error;
    return true;
}

void Health::change_to(State state, Instant now)
{
    if (state != state_) since_ = now;
    state_ = state;
}

std::string_view name_of(Health::State state)
{
    switch (state) {
    case Health::State::up:
        return "up";
    case Health::State::silent:
        return "silent";
    case Health::State::refused:
        return "refused";
    case Health::State::unreachable:
        return "unreachable";
    case Health::State::unknown:
        break;
    }
    return "unknown";
}

}  // namespace coapnode

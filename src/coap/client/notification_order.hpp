// SPDX-License-Identifier: MIT
/// Which notifications are new (RFC 7641 section 3.4), and when a registration is made anew. Pure.
#pragma once

#include "coapnode/core/time.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// Of one registration: each begins afresh, for a server that was started again counts from anywhere.
class NotificationOrder {
public:
    /// After so long the number says nothing (section 3.4).
    static constexpr Duration numbers_count_for = 128s;

    /// Whether this one is newer than all before it. A copy of the newest is not.
    bool accept(std::uint32_t number, Instant now)
    {
        const bool is_newer = !newest_ || now > taken_at_ + numbers_count_for || is_ahead(number & mask, *newest_);
        if (!is_newer) return false;
        newest_ = number & mask;
        taken_at_ = now;
        return true;
    }

    void restart() { newest_.reset(); }

private:
    static constexpr std::uint32_t mask = 0xffffff;
    static constexpr std::uint32_t half = 1U << 23;

    static constexpr bool is_ahead(std::uint32_t number, std::uint32_t before)
    {
        return number != before && ((number - before) & mask) < half;
    }

    std::optional<std::uint32_t> newest_;
    Instant taken_at_{};
};

/// When a registration is made anew, after a notification with this Max-Age. Where the next notification is due in a
/// moment it is waited for; a rare one is asked for before the last one is stale.
constexpr Duration refresh_after(std::uint32_t max_age)
{
    constexpr std::uint32_t rare = 20;
    constexpr std::uint32_t longest = 24 * 60 * 60;
    if (max_age < rare) return std::chrono::seconds{max_age} + 2s;
    return Duration{std::chrono::seconds{max_age < longest ? max_age : longest}} * 9 / 10;
}

/// When it is made anew after an error: after its Max-Age, and later each time.
constexpr Duration retry_after(std::uint32_t max_age, unsigned errors_before)
{
    constexpr unsigned most_doublings = 6;
    constexpr std::uint32_t longest = 60 * 60;
    const auto stated = std::chrono::seconds{max_age < 1 ? 1 : max_age < longest ? max_age : longest};
    const auto doubled = std::chrono::seconds{1U << (errors_before < most_doublings ? errors_before : most_doublings)};
    return stated > doubled ? stated : doubled;
}

}  // namespace coapnode

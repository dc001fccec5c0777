// SPDX-License-Identifier: MIT
/// Decides which notifications are new (RFC 7641 section 3.4) and when to register again. Pure.
#pragma once

#include "coapnode/core/time.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// The order within one registration. Each registration has a new one, because a restarted server may count from any
/// number.
class NotificationOrder {
public:
    /// After this time the number has no meaning (section 3.4).
    static constexpr Duration numbers_count_for = 128s;

    /// Whether this notification is newer than all before. A copy of the newest one is not.
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

/// When to register again after a notification with this Max-Age. A frequent notification is waited for a little
/// longer; a rare one is requested before the last state becomes stale.
constexpr Duration refresh_after(std::uint32_t max_age)
{
    constexpr std::uint32_t rare = 20;
    constexpr std::uint32_t longest = 24 * 60 * 60;
    if (max_age < rare) return std::chrono::seconds{max_age} + 2s;
    return Duration{std::chrono::seconds{max_age < longest ? max_age : longest}} * 9 / 10;
}

/// When to register again after an error: after its Max-Age, and later each time.
constexpr Duration retry_after(std::uint32_t max_age, unsigned errors_before)
{
    constexpr unsigned most_doublings = 6;
    constexpr std::uint32_t longest = 60 * 60;
    const auto stated = std::chrono::seconds{max_age < 1 ? 1 : max_age < longest ? max_age : longest};
    const auto doubled = std::chrono::seconds{1U << (errors_before < most_doublings ? errors_before : most_doublings)};
    return stated > doubled ? stated : doubled;
}

}  // namespace coapnode

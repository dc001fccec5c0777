// SPDX-License-Identifier: MIT
/// Which changes an observer wants to hear of: the queries `c.*` of draft-ietf-core-conditional-attributes-12. Pure: a
/// time, a value and what was last reported go in, when to notify comes out.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/resource.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

struct ConditionalAttributes {
    /// No two notifications follow each other faster, and shorter periods are rounded up to it (section 3.2.1).
    static constexpr Duration shortest_period = 100ms;
    static constexpr Duration longest_period = 24h * 366;
    /// Where no time is promised: the Max-Age of who gives none (RFC 7252 section 5.10.5).
    static constexpr Duration unpromised = 60s;

    std::optional<Duration> pmin;   ///< least time between two notifications
    std::optional<Duration> pmax;   ///< most time between two notifications, changed or not
    std::optional<Duration> epmin;  ///< least time between two looks at the state
    std::optional<Duration> epmax;  ///< most time between two looks at the state
    std::optional<double> gt;       ///< upper limit
    std::optional<double> lt;       ///< lower limit
    std::optional<double> st;       ///< step
    bool band = false;              ///< gt and lt bound a range in which every state is notified
    std::optional<bool> edge;       ///< true: rising, false: falling
    bool con = false;               ///< every notification confirmable

    /// Whether any of them is about the state itself.
    [[nodiscard]] bool need_state() const { return gt || lt || st || band || edge; }

    /// For how long, in seconds, what is told holds if nothing else is told (RFC 7641 section 4.3.1); `max_age` is what
    /// a GET is told, 0 where nobody knows when the state changes.
    [[nodiscard]] std::uint32_t promised_age(std::uint32_t max_age) const;

    bool operator==(const ConditionalAttributes&) const = default;
};

/// Of a request's queries; those that do not begin with "c." are none of ours. `state` is the resource's: gt, lt, st
/// and band need a number, edge a truth value; where there is no state both pass. Errors: bad_body (4.00).
Result<ConditionalAttributes> read_conditional_attributes(const std::vector<std::string>& queries,
                                                          const std::optional<Scalar>& state);

/// What one observer was told last, and when it is to be told again.
class ConditionalObserver {
public:
    /// The reply to the registration counts as the first report.
    ConditionalObserver(const ConditionalAttributes& attributes, Instant now, const std::optional<Scalar>& state);

    /// `state` may be a new one. Needed for each change, so that no edge is missed.
    void see(const std::optional<Scalar>& state);

    /// When to notify of `state`: `now` (or before) means at once; later: look again then; nullopt: with the next
    /// change. `state` has been seen.
    std::optional<Instant> due(Instant now, const std::optional<Scalar>& state);

    /// `state` was notified.
    void reported(Instant now, const std::optional<Scalar>& state);

    [[nodiscard]] const ConditionalAttributes& attributes() const { return attributes_; }

private:
    [[nodiscard]] bool is_wanted(const std::optional<Scalar>& state) const;
    [[nodiscard]] bool number_is_wanted(double now, double before) const;
    [[nodiscard]] bool is_in_band(double value) const;
    [[nodiscard]] Instant or_pmax(Instant moment) const;
    [[nodiscard]] std::optional<Instant> unless_it_changes() const;

    ConditionalAttributes attributes_;
    Instant reported_at_;
    Instant evaluated_at_;
    std::optional<Scalar> reported_;
    std::optional<Scalar> seen_;
    bool changed_ = false;  ///< since the last report
    bool edge_ = false;     ///< the edge that is wanted was seen since the last report
};

}  // namespace coapnode

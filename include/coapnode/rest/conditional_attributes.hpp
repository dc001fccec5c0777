// SPDX-License-Identifier: MIT
/// Decides when an observer is notified, from its `c.*` queries (draft-ietf-core-conditional-attributes-12). Pure: the
/// input is a time, a value and the last report; the output is the time of the next notification.
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
    /// The least time between two notifications. Shorter periods are rounded up to it (section 3.2.1).
    static constexpr Duration shortest_period = 100ms;
    static constexpr Duration longest_period = 24h * 366;
    /// The Max-Age when none is given (RFC 7252 section 5.10.5).
    static constexpr Duration unpromised = 60s;

    std::optional<Duration> pmin;   ///< least time between two notifications
    std::optional<Duration> pmax;   ///< most time between two notifications, changed or not
    std::optional<Duration> epmin;  ///< least time between two evaluations of the state
    std::optional<Duration> epmax;  ///< most time between two evaluations of the state
    std::optional<double> gt;       ///< upper limit
    std::optional<double> lt;       ///< lower limit
    std::optional<double> st;       ///< step
    bool band = false;              ///< gt and lt bound a range in which every state is notified
    std::optional<bool> edge;       ///< true: rising, false: falling
    bool con = false;               ///< every notification confirmable

    /// Whether any attribute depends on the state itself.
    [[nodiscard]] bool need_state() const { return gt || lt || st || band || edge; }

    /// The Max-Age of a notification, in seconds: how long it is fresh when no other one follows (RFC 7641 section
    /// 4.3.1). `max_age` is the Max-Age of a GET, 0 when the time of the next change is unknown.
    [[nodiscard]] std::uint32_t promised_age(std::uint32_t max_age) const;

    bool operator==(const ConditionalAttributes&) const = default;
};

/// Reads the attributes from the queries of a request and ignores queries that do not begin with "c.". `state` is the
/// resource's state: gt, lt, st and band need a number, edge needs a truth value; without a state all are accepted.
/// Errors: bad_body (4.00).
Result<ConditionalAttributes> read_conditional_attributes(const std::vector<std::string>& queries,
                                                          const std::optional<Scalar>& state);

/// One observer: its last report, and the time of the next one.
class ConditionalObserver {
public:
    /// The reply to the registration counts as the first report.
    ConditionalObserver(const ConditionalAttributes& attributes, Instant now, const std::optional<Scalar>& state);

    /// Takes note of the current state. Must be called at each change, so that no edge is missed.
    void see(const std::optional<Scalar>& state);

    /// When to notify about `state`, which see() has received. `now` or earlier: at once. Later: evaluate again then.
    /// nullopt: wait for the next change.
    std::optional<Instant> due(Instant now, const std::optional<Scalar>& state);

    /// Takes note that a notification with `state` was sent.
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
    bool edge_ = false;     ///< the wanted edge occurred since the last report
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/rest/conditional_attributes.hpp"

#include "coapnode/core/number.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace coapnode {

namespace {

Failure bad(const std::string& what)
{
    return fail(Errc::bad_body, what);
}

Result<void> read(std::string_view name, std::string_view text, std::optional<double>& place)
{
    place = parse_number(text);
    if (!place) return bad(std::string{name} + " needs a number such as 21.5");
    return {};
}

Result<void> read(std::string_view name, std::string_view text, std::optional<Duration>& place)
{
    constexpr double longest = std::chrono::duration<double>{ConditionalAttributes::longest_period}.count();
    const auto seconds = parse_number(text);
    if (!seconds || *seconds <= 0 || *seconds > longest) {
        return bad(std::string{name} + " needs seconds, more than 0 and at most a year");
    }
    place = std::chrono::ceil<Duration>(std::chrono::duration<double>{*seconds});
    return {};
}

Result<void> read(std::string_view name, std::string_view text, std::optional<bool>& place)
{
    const bool is_true = text == "true" || text == "1";
    if (!is_true && text != "false" && text != "0") return bad(std::string{name} + " needs true or false");
    place = is_true;
    return {};
}

struct Given {
    ConditionalAttributes attributes;
    std::optional<bool> con;
};

Result<void> read(Given& given, std::string_view name, std::string_view text)
{
    auto& to = given.attributes;
    if (name == "c.pmin") return read(name, text, to.pmin);
    if (name == "c.pmax") return read(name, text, to.pmax);
    if (name == "c.epmin") return read(name, text, to.epmin);
    if (name == "c.epmax") return read(name, text, to.epmax);
    if (name == "c.gt") return read(name, text, to.gt);
    if (name == "c.lt") return read(name, text, to.lt);
    if (name == "c.st") return read(name, text, to.st);
    if (name == "c.edge") return read(name, text, to.edge);
    if (name == "c.con") return read(name, text, given.con);
    if (name != "c.band") {
        return bad(std::string{name.substr(0, 16)} +
                   " is unknown: use one of c.pmin c.pmax c.epmin c.epmax c.gt c.lt c.st c.band c.edge c.con");
    }
    to.band = true;  // by its presence alone
    return {};
}

/// The draft's examples put values in quotes.
std::string_view unquoted(std::string_view text)
{
    const bool is_quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return is_quoted ? text.substr(1, text.size() - 2) : text;
}

/// What the draft's section 3 says MUST be answered with 4.00.
Result<void> check(const ConditionalAttributes& given, const std::optional<Scalar>& state)
{
    if (given.st && *given.st <= 0) return bad("c.st must be more than 0");
    if (given.pmin && given.pmax && *given.pmax < *given.pmin) return bad("c.pmax must not be less than c.pmin");
    if (given.epmin && given.epmax && *given.epmax <= *given.epmin) return bad("c.epmax must be more than c.epmin");
    if (given.band && !given.gt && !given.lt) return bad("c.band needs c.gt or c.lt");
    const bool needs_number = given.gt || given.lt || given.st || given.band;
    if (needs_number && state && !std::holds_alternative<double>(*state)) {
        return bad("c.gt, c.lt, c.st and c.band are only for numbers, but this resource is on or off");
    }
    if (given.edge && state && !std::holds_alternative<bool>(*state)) {
        return bad("c.edge is only for resources that are on or off, but this one is a number");
    }
    return {};
}

/// Called after they were compared with each other as they were sent.
ConditionalAttributes rounded(ConditionalAttributes given)
{
    for (auto* const period : {&given.pmin, &given.pmax, &given.epmin, &given.epmax}) {
        if (*period) *period = std::max(**period, ConditionalAttributes::shortest_period);
    }
    return given;
}

bool crosses(double now, double before, double upper)
{
    return (now > upper) != (before > upper);
}

}  // namespace

Result<ConditionalAttributes> read_conditional_attributes(const std::vector<std::string>& queries,
                                                          const std::optional<Scalar>& state)
{
    Given given;
    std::vector<std::string_view> names;
    for (const std::string_view query : queries) {
        if (!query.starts_with("c.")) continue;
        const auto equals = std::min(query.find('='), query.size());
        const auto name = query.substr(0, equals);
        if (std::find(names.begin(), names.end(), name) != names.end())
            return bad(std::string{name} + " is given twice");
        names.push_back(name);
        const auto done = read(given, name, unquoted(query.substr(std::min(equals + 1, query.size()))));
        if (!done) return fail(done);
    }
    given.attributes.con = given.con.value_or(false);
    if (const auto sound = check(given.attributes, state); !sound) return fail(sound);
    return rounded(given.attributes);
}

std::uint32_t ConditionalAttributes::promised_age(std::uint32_t max_age) const
{
    const Duration until_next = std::chrono::seconds{max_age};
    const bool is_known = max_age > 0 && !need_state();
    auto age = is_known ? until_next : unpromised;
    if (pmin) age = std::max(age, *pmin + until_next);
    if (pmax) age = is_known ? std::min(age, *pmax) : *pmax;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    return static_cast<std::uint32_t>(std::max<std::int64_t>(seconds, 1));
}

ConditionalObserver::ConditionalObserver(const ConditionalAttributes& attributes, Instant now,
                                         const std::optional<Scalar>& state)
    : attributes_{attributes}, reported_at_{now}, evaluated_at_{now}, reported_{state}, seen_{state}
{
}

void ConditionalObserver::see(const std::optional<Scalar>& state)
{
    changed_ = true;
    if (attributes_.edge && state && seen_ != state) edge_ = state == Scalar{*attributes_.edge};
    seen_ = state;
}

std::optional<Instant> ConditionalObserver::due(Instant now, const std::optional<Scalar>& state)
{
    if (attributes_.pmax && now >= reported_at_ + *attributes_.pmax) return now;
    const bool must_look = attributes_.epmax && now >= evaluated_at_ + *attributes_.epmax;
    if (!changed_ && !must_look) return unless_it_changes();
    if (attributes_.epmin && now < evaluated_at_ + *attributes_.epmin) {
        return or_pmax(evaluated_at_ + *attributes_.epmin);
    }
    const auto earliest = reported_at_ + attributes_.pmin.value_or(ConditionalAttributes::shortest_period);
    const bool wanted = is_wanted(state);
    if (wanted && now < earliest) return or_pmax(earliest);  // and if it still is wanted then
    evaluated_at_ = now;
    if (wanted) return now;
    changed_ = false;
    return unless_it_changes();
}

void ConditionalObserver::reported(Instant now, const std::optional<Scalar>& state)
{
    reported_at_ = now;
    reported_ = state;
    evaluated_at_ = now;
    changed_ = false;
    edge_ = false;
}

bool ConditionalObserver::is_wanted(const std::optional<Scalar>& state) const
{
    if (attributes_.edge) return edge_;
    const bool has_limits = attributes_.gt || attributes_.lt || attributes_.st;
    if (!has_limits) return changed_;
    const auto* const now = state ? std::get_if<double>(&*state) : nullptr;
    const auto* const before = reported_ ? std::get_if<double>(&*reported_) : nullptr;
    if (now == nullptr || before == nullptr) return changed_;  // nothing to compare with
    return number_is_wanted(*now, *before);
}

bool ConditionalObserver::number_is_wanted(double now, double before) const
{
    const auto& [pmin, pmax, epmin, epmax, gt, lt, st, band, edge, con] = attributes_;
    // Hundredths as doubles: a difference that is exactly the step must not look smaller because of rounding.
    constexpr double rounding = 1e-9;
    if (st && std::abs(now - before) >= *st - std::min(rounding, *st / 2)) return true;
    if (band) return is_in_band(now);
    return (gt && crosses(now, before, *gt)) || (lt && crosses(-now, -before, -*lt));
}

bool ConditionalObserver::is_in_band(double value) const
{
    const auto& gt = attributes_.gt;
    const auto& lt = attributes_.lt;
    if (!gt) return value >= *lt;
    if (!lt) return value <= *gt;
    // With gt below lt the band is the range between them, with gt above lt what is outside of it (section 3.1.4).
    return *gt > *lt ? value > *gt || value < *lt : *gt <= value && value <= *lt;
}

Instant ConditionalObserver::or_pmax(Instant moment) const
{
    return attributes_.pmax ? std::min(moment, reported_at_ + *attributes_.pmax) : moment;
}

std::optional<Instant> ConditionalObserver::unless_it_changes() const
{
    // A state that has not changed is worth a notification only in a band.
    if (attributes_.epmax && attributes_.band) return or_pmax(evaluated_at_ + *attributes_.epmax);
    return attributes_.pmax ? std::optional{reported_at_ + *attributes_.pmax} : std::nullopt;
}

}  // namespace coapnode

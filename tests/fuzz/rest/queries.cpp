// SPDX-License-Identifier: MIT
/// What may stand behind the ? of a URI: /history's query, the conditions of an observer, the filters of
/// /.well-known/core. The first byte chooses; each further line is one Uri-Query.
#include "coapnode/rest/conditional_attributes.hpp"
#include "fuzz_input.hpp"
#include "resources/history_query.hpp"
#include "rest/link_format.hpp"
#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace coapnode {

namespace {

constexpr std::size_t most_queries = 8;

std::vector<std::string> lines_of(FuzzInput& input)
{
    std::vector<std::string> lines;
    while (!input.is_empty() && lines.size() < most_queries)
        lines.emplace_back(input.line());
    return lines;
}

void ask_history(const std::vector<std::string>& queries)
{
    const auto query = read_history_query(queries, FakeScheduler::wall_start);
    if (!query) return;
    CHECK(query->limit > 0);
    CHECK(query->limit <= most_history_records);
}

void filter_links(const std::vector<std::string>& filters)
{
    const std::array described{
        Description{
            "leds/led", "actuator led", "core.a", "The \"LED\"", {ContentFormat::json, ContentFormat::text}, {}},
        Description{"temperature", "sensor temperature", "core.s", "", {ContentFormat::json}, {}}};
    const auto links = link_document(described, filters);
    for (const auto& one : described) {
        bool is_wanted = true;
        for (const auto& filter : filters)
            is_wanted = is_wanted && matches(one, filter);
        CHECK(is_wanted == (links.find(link_of(one)) != std::string::npos));
    }
}

void check_attributes(const ConditionalAttributes& attributes)
{
    for (const auto& period : {attributes.pmin, attributes.pmax, attributes.epmin, attributes.epmax}) {
        if (!period) continue;
        CHECK(*period >= ConditionalAttributes::shortest_period);
        CHECK(*period <= ConditionalAttributes::longest_period);
    }
    if (attributes.st) CHECK(*attributes.st > 0);
    for (const auto& limit : {attributes.gt, attributes.lt, attributes.st}) {
        if (limit) CHECK(std::isfinite(*limit));
    }
}

/// A value that goes up and down, once a second: no two reports are nearer than pmin, none is later than pmax.
void observe(const ConditionalAttributes& attributes, FuzzInput values)
{
    Instant now{24h};
    auto reported = now;
    std::optional<Scalar> state{20.0};
    ConditionalObserver observer{attributes, now, state};
    for (int seconds = 0; seconds < 64 && !values.is_empty(); ++seconds) {
        now += 1s;
        state = static_cast<double>(values.byte()) / 4 - 10;
        observer.see(state);
        const auto due = observer.due(now, state);
        if (!due || *due > now) continue;
        if (attributes.pmin) CHECK(now - reported >= *attributes.pmin);
        observer.reported(now, state);
        reported = now;
        const auto next = observer.due(now, state);
        if (next) CHECK(*next > now);
    }
}

void read_conditions(const std::vector<std::string>& queries, FuzzInput values)
{
    for (const std::optional<Scalar>& state :
         {std::optional<Scalar>{}, std::optional<Scalar>{20.0}, std::optional<Scalar>{true}}) {
        const auto attributes = read_conditional_attributes(queries, state);
        if (!attributes) continue;
        check_attributes(*attributes);
        if (state == Scalar{20.0}) observe(*attributes, values);
    }
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    const auto which = input.index(3);
    const auto queries = lines_of(input);
    if (which == 0) ask_history(queries);
    if (which == 1) filter_links(queries);
    if (which == 2) read_conditions(queries, FuzzInput{{data, size}});
    return 0;
}

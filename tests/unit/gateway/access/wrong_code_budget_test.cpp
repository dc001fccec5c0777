// SPDX-License-Identifier: MIT
#include "gateway/access/wrong_code_budget.hpp"

#include "coapnode/core/ip_address.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

constexpr Instant begin{1h};

Peer::Address address(const std::string& text)
{
    return *parse_address(text);
}

void exhaust(WrongCodeBudget& budget, const Peer::Address& client, Instant now = begin)
{
    for (unsigned i = 0; i < WrongCodeBudget::most_attempts; ++i) {
        CHECK(budget.allows(client, now));
        budget.note_wrong_code(client, now);
    }
}

}  // namespace

TEST_CASE("a client has so many attempts, and again after a pause")
{
    WrongCodeBudget budget;
    const auto client = address("192.0.2.1");
    exhaust(budget, client);
    CHECK_FALSE(budget.allows(client, begin));
    CHECK_FALSE(budget.allows(client, begin + WrongCodeBudget::pause - 1us));
    exhaust(budget, client, begin + WrongCodeBudget::pause);
    CHECK_FALSE(budget.allows(client, begin + WrongCodeBudget::pause));
}

TEST_CASE("clients do not take from each other; those of one IPv6 network are one")
{
    struct Row {
        const char* other;
        bool is_other;
    };
    for (const auto& [other, is_other] : {Row{"192.0.2.2", true}, Row{"2001:db8::1", true}}) {
        WrongCodeBudget budget;
        exhaust(budget, address("192.0.2.1"));
        CHECK(budget.allows(address(other), begin) == is_other);
    }
    for (const auto& [other, is_other] : {Row{"2001:db8::ffff:2", false}, Row{"2001:db8:0:1::1", true}}) {
        WrongCodeBudget budget;
        exhaust(budget, address("2001:db8::1"));
        CHECK(budget.allows(address(other), begin) == is_other);
    }
}

TEST_CASE("beyond the most clients all others share one count")
{
    WrongCodeBudget budget;
    for (std::size_t i = 0; i < WrongCodeBudget::most_clients; ++i)
        budget.note_wrong_code(address("10.0." + std::to_string(i / 256) + '.' + std::to_string(i % 256)), begin);
    CHECK(budget.allows(address("10.1.0.0"), begin));
    exhaust(budget, address("10.1.0.1"));
    CHECK_FALSE(budget.allows(address("10.1.0.2"), begin));
    CHECK(budget.allows(address("10.0.0.5"), begin));
    CHECK(budget.allows(address("10.1.0.2"), begin + WrongCodeBudget::pause));
}

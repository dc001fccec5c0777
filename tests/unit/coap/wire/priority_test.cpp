// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <gnutls/gnutls.h>

#include <string>
#include <vector>

namespace {

/// In the order in which a client offers them.
std::vector<unsigned> groups_of(const char* priority)
{
    gnutls_priority_t made = nullptr;
    const char* mistake = nullptr;
    REQUIRE(gnutls_priority_init(&made, priority, &mistake) == GNUTLS_E_SUCCESS);
    const unsigned* list = nullptr;
    const int count = gnutls_priority_group_list(made, &list);
    std::vector<unsigned> groups{list, list + count};
    gnutls_priority_deinit(made);
    return groups;
}

}  // namespace

TEST_CASE("DTLS with a key exchanges over X25519 where the peer has it, and over P-256 where not")
{
    const auto groups = groups_of("NORMAL:+ECDHE-PSK:+PSK");
    REQUIRE(groups.size() >= 2);
    CHECK(groups[0] == GNUTLS_GROUP_X25519);
    CHECK(groups[1] == GNUTLS_GROUP_SECP256R1);
    CHECK(groups.size() == groups_of("NORMAL").size());
}

TEST_CASE("priorities without a key are GnuTLS's own")
{
    gnutls_priority_t plain = nullptr;
    REQUIRE(gnutls_priority_init2(&plain, "NORMAL", nullptr, 0) == GNUTLS_E_SUCCESS);
    const unsigned* list = nullptr;
    const int count = gnutls_priority_group_list(plain, &list);
    CHECK(groups_of("NORMAL") == std::vector<unsigned>{list, list + count});
    gnutls_priority_deinit(plain);
}

TEST_CASE("a priority that GnuTLS does not know is refused, with its place")
{
    for (const std::string wrong : {"NORMAL:+NOTHING", "NORMAL:+PSK:+NOTHING"}) {
        gnutls_priority_t made = nullptr;
        const char* mistake = nullptr;
        CHECK(gnutls_priority_init(&made, wrong.c_str(), &mistake) == GNUTLS_E_INVALID_REQUEST);
        CHECK(mistake != nullptr);
    }
}

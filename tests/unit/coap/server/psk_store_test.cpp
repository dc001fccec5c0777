// SPDX-License-Identifier: MIT
#include "coap/server/psk.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const Bytes first_key(16, 0x11);
const Bytes second_key(16, 0x22);
const Bytes long_key(64, 0x33);

std::string key_text(const PskStore& store, std::string_view identity)
{
    return hex_of(store.key_for(identity));
}

}  // namespace

TEST_CASE("an identity has its key and its role")
{
    PskStore store;
    CHECK(store.empty());
    CHECK(store.replace({{"gateway", first_key, Role::control}, {"ops", long_key, Role::admin}}).empty());
    CHECK_FALSE(store.empty());
    CHECK(key_text(store, "gateway") == hex_of(first_key));
    CHECK(key_text(store, "ops") == hex_of(long_key));
    CHECK(store.role_of("gateway", first_key) == Role::control);
    CHECK(store.role_of("ops", long_key) == Role::admin);
}

TEST_CASE("a role is for the key that the identity has now")
{
    PskStore store;
    store.replace({{"gateway", first_key, Role::control}});
    struct Row {
        std::string what;
        std::string identity;
        Bytes key;
        std::optional<Role> role;
    };
    const Row rows[] = {
        {"its key", "gateway", first_key, Role::control},
        {"another key", "gateway", second_key, std::nullopt},
        {"a part of its key", "gateway", Bytes(15, 0x11), std::nullopt},
        {"more than its key", "gateway", Bytes(17, 0x11), std::nullopt},
        {"no key", "gateway", {}, std::nullopt},
        {"an unknown identity", "nobody", first_key, std::nullopt},
        {"no identity", "", first_key, std::nullopt},
        {"a part of an identity", "gatewa", first_key, std::nullopt},
        {"another case", "Gateway", first_key, std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(store.role_of(row.identity, row.key) == row.role);
    }
}

TEST_CASE("an unknown identity gets a decoy: a key of the store's own, always the same, that opens nothing")
{
    PskStore store;
    store.replace({{"gateway", first_key, Role::control}});
    const auto decoy = key_text(store, "nobody");
    CHECK(decoy.size() >= 2 * 16);
    CHECK(decoy != hex_of(Bytes(decoy.size() / 2, 0)));
    CHECK(decoy != key_text(store, "gateway"));
    CHECK(key_text(store, "nobody") == decoy);
    CHECK(key_text(store, "somebody") == decoy);
    CHECK(key_text(store, "") == decoy);
    CHECK(store.role_of("nobody", store.key_for("nobody")) == std::nullopt);

    store.replace({});
    CHECK(key_text(store, "gateway") == decoy);
    CHECK(key_text(PskStore{}, "nobody") != decoy);
}

TEST_CASE("which sessions end when the list is replaced")
{
    const Identity gateway{"gateway", first_key, Role::control};
    const Identity ops{"ops", long_key, Role::admin};
    const Identity gateway_with_new_key{"gateway", second_key, Role::control};
    const Identity gateway_with_new_role{"gateway", first_key, Role::read};
    using List = std::vector<Identity>;
    struct Row {
        std::string what;
        List before;
        List after;
        std::vector<std::string> ended;
    };
    const Row rows[] = {
        {"the first list", {}, {gateway, ops}, {}},
        {"nothing changed", {gateway, ops}, {gateway, ops}, {}},
        {"another order", {gateway, ops}, {ops, gateway}, {}},
        {"one removed", {gateway, ops}, {ops}, {"gateway"}},
        {"all removed", {gateway, ops}, {}, {"gateway", "ops"}},
        {"one added", {gateway}, {gateway, ops}, {}},
        {"a new key", {gateway, ops}, {gateway_with_new_key, ops}, {"gateway"}},
        {"a new role", {gateway, ops}, {gateway_with_new_role, ops}, {}},
        {"renamed", {gateway}, {{"door", first_key, Role::control}}, {"gateway"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        PskStore store;
        store.replace(row.before);
        CHECK(store.replace(row.after) == row.ended);
        for (const auto& identity : row.after)
            CHECK(store.role_of(identity.identity, identity.key) == identity.role);
    }
}

// SPDX-License-Identifier: MIT
#include "coapnode/rest/representation_cache.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace coapnode;

TEST_CASE("bytes are built once for each state and format")
{
    RepresentationCache cache;
    int built = 0;
    const auto ask = [&](std::uint64_t version, ContentFormat format) {
        return cache.get(version, format, [&] {
            ++built;
            return to_bytes("state " + std::to_string(version));
        });
    };
    struct Row {
        std::uint64_t version;
        ContentFormat format;
        int built;  ///< so far
    };
    const Row rows[] = {
        {1, ContentFormat::json, 1}, {1, ContentFormat::json, 1},
        {1, ContentFormat::cbor, 2}, {1, ContentFormat::json, 2},
        {1, ContentFormat::cbor, 2}, {2, ContentFormat::json, 3},
        {2, ContentFormat::json, 3}, {2, ContentFormat::cbor, 4},
        {1, ContentFormat::json, 5},  // an earlier state is not kept
        {0, ContentFormat::json, 6}, {0, ContentFormat::json, 6},
    };
    for (const auto& row : rows) {
        CAPTURE(row.version);
        CAPTURE(row.format);
        const auto representation = ask(row.version, row.format);
        CHECK(built == row.built);
        CHECK(representation.format == row.format);
        CHECK(as_text(*representation.bytes) == "state " + std::to_string(row.version));
    }
}

TEST_CASE("a state with the version 0 is built, too")
{
    RepresentationCache cache;
    CHECK(as_text(*cache.get(0, ContentFormat::text, [] { return to_bytes("x"); }).bytes) == "x");
}

TEST_CASE("bytes that a response holds outlive the state they show")
{
    RepresentationCache cache;
    const auto response = Response::content(cache.get(1, ContentFormat::text, [] { return to_bytes("old"); }), 1);
    cache.get(2, ContentFormat::text, [] { return to_bytes("new"); });
    CHECK(payload_of(response) == "old");
}

TEST_CASE("the bytes of a response are the cache's own, not a copy")
{
    RepresentationCache cache;
    const auto build = [] { return to_bytes("x"); };
    const auto first = Response::content(cache.get(1, ContentFormat::text, build), 1);
    const auto second = Response::content(cache.get(1, ContentFormat::text, build), 1);
    CHECK(first.payload == second.payload);
}

TEST_CASE("an ETag tells states and formats apart, and means the same in every run")
{
    const auto off = to_bytes("off");
    CHECK(etag_of(off, ContentFormat::text) == etag_of(to_bytes("off"), ContentFormat::text));

    // FNV-1a of the format's number and the bytes, the lowest byte first.
    CHECK(hex_of(etag_of({}, ContentFormat::text)) == "dfb701864cbd63af");

    std::set<ETag> tags;
    for (const auto format : {ContentFormat::text, ContentFormat::link_format, ContentFormat::json, ContentFormat::cbor,
                              ContentFormat::senml_json, ContentFormat::senml_cbor}) {
        for (const auto* state : {"", "on", "off", "no", "22.51", "22.52"}) {
            tags.insert(etag_of(as_bytes(state), format));
        }
    }
    CHECK(tags.size() == 36);
}

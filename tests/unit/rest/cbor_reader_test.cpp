// SPDX-License-Identifier: MIT
#include "coapnode/rest/cbor_reader.hpp"
#include "support/messages.hpp"

#include <cmath>

using namespace coapnode;

namespace {

using Json = nlohmann::json;

constexpr double infinite = std::numeric_limits<double>::infinity();

std::string repeated(std::string_view text, std::size_t times)
{
    std::string out;
    while (times-- > 0)
        out += text;
    return out;
}

Json binary(const char* hex)
{
    return Json::binary(from_hex(hex));
}

}  // namespace

TEST_CASE("every row of RFC 8949 appendix A")
{
    const auto one_to_25 =
        Json{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25};
    struct Row {
        const char* hex;
        Json value;
    };
    const Row rows[] = {
        {"00", 0},
        {"01", 1},
        {"0a", 10},
        {"17", 23},
        {"1818", 24},
        {"1819", 25},
        {"1864", 100},
        {"1903e8", 1000},
        {"1a000f4240", 1'000'000},
        {"1b000000e8d4a51000", 1'000'000'000'000},
        {"1bffffffffffffffff", 18446744073709551615U},
        {"c249010000000000000000", 18446744073709551616.0},
        {"3bffffffffffffffff", -18446744073709551616.0},
        {"c349010000000000000000", -18446744073709551617.0},
        {"20", -1},
        {"29", -10},
        {"3863", -100},
        {"3903e7", -1000},
        {"f90000", 0.0},
        {"f98000", -0.0},
        {"f93c00", 1.0},
        {"fb3ff199999999999a", 1.1},
        {"f93e00", 1.5},
        {"f97bff", 65504.0},
        {"fa47c35000", 100'000.0},
        {"fa7f7fffff", 3.4028234663852886e+38},
        {"fb7e37e43c8800759c", 1.0e+300},
        {"f90001", 5.960464477539063e-8},
        {"f90400", 0.00006103515625},
        {"f9c400", -4.0},
        {"fbc010666666666666", -4.1},
        {"f97c00", infinite},
        {"f9fc00", -infinite},
        {"fa7f800000", infinite},
        {"faff800000", -infinite},
        {"fb7ff0000000000000", infinite},
        {"fbfff0000000000000", -infinite},
        {"f4", false},
        {"f5", true},
        {"f6", nullptr},
        {"f7", nullptr},
        {"f0", nullptr},
        {"f8ff", nullptr},
        {"c074323031332d30332d32315432303a30343a30305a", nullptr},
        {"c11a514b67b0", nullptr},
        {"c1fb41d452d9ec200000", nullptr},
        {"d74401020304", binary("01020304")},
        {"d818456449455446", nullptr},
        {"d82076687474703a2f2f7777772e6578616d706c652e636f6d", nullptr},
        {"40", binary("")},
        {"4401020304", binary("01020304")},
        {"60", ""},
        {"6161", "a"},
        {"6449455446", "IETF"},
        {"62225c", "\"\\"},
        {"62c3bc", "\u00fc"},
        {"63e6b0b4", "\u6c34"},
        {"64f0908591", "\U00010151"},
        {"80", Json::array()},
        {"83010203", {1, 2, 3}},
        {"8301820203820405", {1, {2, 3}, {4, 5}}},
        {"98190102030405060708090a0b0c0d0e0f101112131415161718181819", one_to_25},
        {"a0", Json::object()},
        {"a201020304", nullptr},
        {"a26161016162820203", {{"a", 1}, {"b", {2, 3}}}},
        {"826161a161626163", Json::array({"a", {{"b", "c"}}})},
        {"a56161614161626142616361436164614461656145", {{"a", "A"}, {"b", "B"}, {"c", "C"}, {"d", "D"}, {"e", "E"}}},
        {"5f42010243030405ff", binary("0102030405")},
        {"7f657374726561646d696e67ff", "streaming"},
        {"9fff", Json::array()},
        {"9f018202039f0405ffff", {1, {2, 3}, {4, 5}}},
        {"9f01820203820405ff", {1, {2, 3}, {4, 5}}},
        {"83018202039f0405ff", {1, {2, 3}, {4, 5}}},
        {"83019f0203ff820405", {1, {2, 3}, {4, 5}}},
        {"9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff", one_to_25},
        {"bf61610161629f0203ffff", {{"a", 1}, {"b", {2, 3}}}},
        {"826161bf61626163ff", Json::array({"a", {{"b", "c"}}})},
        {"bf6346756ef563416d7421ff", {{"Fun", true}, {"Amt", -2}}},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string{row.hex});
        const auto read = read_cbor(from_hex(row.hex));
        CHECK_FALSE(read.fault.has_value());
        CHECK(read.document == row.value);
    }
    for (const auto* const hex : {"f97e00", "fa7fc00000", "fb7ff8000000000000"}) {
        CAPTURE(std::string{hex});
        CHECK(std::isnan(read_cbor(from_hex(hex)).document.get<double>()));
    }
}

TEST_CASE("one number in all its encodings")
{
    struct Row {
        double number;
        std::vector<const char*> encodings;
    };
    const Row rows[] = {
        {21,
         {"15", "1815", "190015", "1a00000015", "1b0000000000000015", "c24115", "c2420015", "c25f4115ff",
          "c24a00000000000000000015", "f94d40", "fa41a80000", "fb4035000000000000", "c482 00 15", "c482 20 18d2",
          "c582 00 15", "d9d9f7 15", "d9d9f7 d9d9f7 c4 9f 20 c241d2 ff", "d5 15", "d81515"}},
        {21.5, {"f94d60", "fa41ac0000", "fb4035800000000000", "c482 20 18d7", "c482 21 190866", "c582 20 182b"}},
        {-21.5, {"f9cd60", "c482 20 38d6", "c482 20 c341d6", "c582 20 382a"}},
        {0, {"00", "c240", "c482 1903e8 00", "c482 3903e7 01"}},
        {273.15, {"c482 21 196ab3"}},
        {infinite, {"c482 1903e8 01", "c582 1bffffffffffffffff 01"}},
        {-1, {"20", "c340", "c34100"}},
    };
    for (const auto& row : rows) {
        for (const auto* const hex : row.encodings) {
            CAPTURE(std::string{hex});
            const auto read = read_cbor(from_hex(hex));
            CHECK_FALSE(read.fault.has_value());
            REQUIRE(read.document.is_number());
            CHECK(read.document.get<double>() == row.number);
        }
    }
}

TEST_CASE("tags on what they do not belong to make nothing of it")
{
    for (const auto* const hex : {"c201", "c2 62 6f6e", "c480", "c482 61 31 01", "c482 f93c00 01", "c482 01 61 31",
                                  "c483 01 01 01", "c401", "c5 a0", "c6 01", "d8 64 01", "db ffffffffffffffff 01"}) {
        CAPTURE(std::string{hex});
        const auto read = read_cbor(from_hex(hex));
        CHECK_FALSE(read.fault.has_value());
        CHECK(read.document.is_null());
    }
}

TEST_CASE("what is not well-formed (RFC 8949 appendix F), or too much of it")
{
    const std::string hexes[] = {
        "",
        "18",
        "19 00",
        "1a 000000",
        "1b 00000000000000",
        "1c",
        "1d",
        "1e",
        "1f",
        "3c",
        "3f",
        "41",
        "42 00",
        "5b 00",
        "5c",
        "5f",
        "5f 41",
        "5f 00 ff",
        "5f 6161 ff",
        "7f 4161 ff",
        "5f 5f 41 00 ff ff",
        "7f 7f 61 61 ff ff",
        "61",
        "81",
        "82 00",
        "81 ff",
        "9f",
        "9f 00",
        "9f 81 ff",
        "a1",
        "a1 6161",
        "a1 ff",
        "bf",
        "bf 6161",
        "bf 6161 ff",
        "bf ff ff",
        "c0",
        "d8 20",
        "df",
        "dc 00",
        "df 00",
        "f8",
        "f8 00",
        "f8 1f",
        "f9 00",
        "fa 000000",
        "fb 00",
        "fc",
        "fd",
        "fe",
        "ff",
        "00 00",
        "80 80",
        "a0 ff",
        "5b ffffffffffffffff",
        "7b ffffffffffffffff 00",
        "9b ffffffffffffffff",
        "9b fffffffffffffffe",
        "bb ffffffffffffffff",
        "bb fffffffffffffffe",
        "9b fffffffffffffffe 00",
        "a1 6161 9b fffffffffffffffe",
        repeated("81", 256),
        repeated("9f", 256),
        repeated("c1", 256),
        repeated("a16161", 85),
        repeated("bf6161", 85),
        repeated("d9d9f7", 85),
    };
    for (const auto& hex : hexes) {
        CAPTURE(std::string{hex});
        const auto read = read_cbor(from_hex(hex));
        CHECK(read.fault == CborFault::malformed);
        CHECK(read.document.is_null());
    }
}

TEST_CASE("nested as deep as may be, and one deeper")
{
    static_assert(deepest_cbor == 16);
    for (const auto* const opened : {"81", "a16161", "d9d9f7"}) {
        CAPTURE(std::string{opened});
        CHECK_FALSE(read_cbor(from_hex(repeated(opened, 15) + "00")).fault.has_value());
        CHECK(read_cbor(from_hex(repeated(opened, 16) + "00")).fault == CborFault::malformed);
    }
}

TEST_CASE("a key that stands twice, in either way of writing it")
{
    for (const auto* const hex :
         {"a2 6161 01 6161 01", "bf 6161 01 7f 6161 ff 02 ff", "81 a2 6161 01 d9d9f7 6161 01"}) {
        CAPTURE(std::string{hex});
        CHECK(read_cbor(from_hex(hex)).fault == CborFault::member_twice);
    }
}

TEST_CASE("of any bytes, cut short or changed, nothing is read beyond their end")
{
    const auto whole =
        from_hex("bf 6346756e c482 20 18d7 63416d74 7f 657374726561 646d696e67 ff 6161 9f f94d60 c24115 ff ff");
    CHECK_FALSE(read_cbor(whole).fault.has_value());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CAPTURE(hex_of(cut));
        CHECK(read_cbor(cut).fault == CborFault::malformed);
    }
    unsigned well_formed = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (unsigned byte = 0; byte < 256; ++byte) {
            auto changed = whole;
            changed[at] = static_cast<std::uint8_t>(byte);
            if (!read_cbor(changed).fault) ++well_formed;
        }
    }
    CHECK(well_formed > whole.size());
}

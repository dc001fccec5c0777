// SPDX-License-Identifier: MIT
#include "coap/message/block.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("Block options as they are decoded (RFC 7959 section 2.2)")
{
    struct Row {
        std::string hex;
        Block block;
    };
    const Row rows[] = {
        {"", {0, false, 0}},
        {"00", {0, false, 0}},
        {"06", {0, false, 6}},
        {"08", {0, true, 0}},
        {"0e", {0, true, 6}},
        {"10", {1, false, 0}},
        {"f6", {15, false, 6}},
        {"0106", {16, false, 6}},
        {"fffe", {4095, true, 6}},
        {"010000", {4096, false, 0}},
        {"fffff6", {1'048'575, false, 6}},
        {"fffffe", {1'048'575, true, 6}},
        {"000016", {1, false, 6}},  // not the shortest form, but the same number
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto block = decode_block(from_hex(row.hex));
        REQUIRE(block.has_value());
        CHECK(*block == row.block);
    }
}

TEST_CASE("Block options that make no sense")
{
    struct Row {
        std::string hex;
        Errc error;
    };
    const Row rows[] = {
        {"07", Errc::bad_body},  // 4.00, RFC 7959 section 2.2
        {"0f", Errc::bad_body},
        {"fffff7", Errc::bad_body},
        {"00000006", Errc::bad_option},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto block = decode_block(from_hex(row.hex));
        REQUIRE_FALSE(block.has_value());
        CHECK(block.error() == row.error);
    }
}

TEST_CASE("what is encoded is decoded again")
{
    for (const std::uint32_t number : {0U, 1U, 15U, 16U, 4095U, 4096U, 1'048'575U}) {
        for (const bool more : {false, true}) {
            for (unsigned exponent = 0; exponent <= Block::largest_exponent; ++exponent) {
                const Block block{number, more, exponent};
                const auto value = encode_block(block);
                REQUIRE(value <= 0xffffff);
                const Bytes bytes{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
                                  static_cast<std::uint8_t>(value)};
                CHECK(decode_block(bytes).value() == block);
            }
        }
    }
    CHECK(Block{3, false, 0}.size() == 16);
    CHECK(Block{3, false, 0}.offset() == 48);
    CHECK(Block{3, false, 6}.size() == 1024);
    CHECK(Block{1'048'575, false, 6}.offset() == std::size_t{1'048'575} * 1024);
}

namespace {

/// A body whose bytes tell their place.
Bytes body_of(std::size_t size)
{
    Bytes body(size);
    for (std::size_t i = 0; i < size; ++i)
        body[i] = static_cast<std::uint8_t>(i * 7 + i / 256);
    return body;
}

struct Cut {
    std::size_t offset;
    std::size_t length;
    std::optional<Block> block;
};

}  // namespace

TEST_CASE("which part of a body answers which request")
{
    constexpr std::optional<Block> whole;
    struct Row {
        std::string what;
        std::size_t body;
        std::optional<Block> asked;
        unsigned largest;
        Cut cut;
    };
    const Row rows[] = {
        {"no body", 0, whole, 6, {0, 0, {}}},
        {"fits", 1024, whole, 6, {0, 1024, {}}},
        {"one byte more than fits", 1025, whole, 6, {0, 1024, Block{0, true, 6}}},
        {"fits smaller blocks", 512, whole, 5, {0, 512, {}}},
        {"one byte more than fits smaller blocks", 513, whole, 5, {0, 512, Block{0, true, 5}}},

        {"the client's size", 100, Block{0, false, 0}, 6, {0, 16, Block{0, true, 0}}},
        {"its second block", 100, Block{1, false, 0}, 6, {16, 16, Block{1, true, 0}}},
        {"its last block", 100, Block{6, false, 0}, 6, {96, 4, Block{6, false, 0}}},
        {"a last block that is full", 96, Block{5, false, 0}, 6, {80, 16, Block{5, false, 0}}},
        {"the only block", 10, Block{0, false, 6}, 6, {0, 10, Block{0, false, 6}}},
        {"the only block, exactly full", 16, Block{0, false, 0}, 6, {0, 16, Block{0, false, 0}}},
        {"nothing, in blocks", 0, Block{0, false, 2}, 6, {0, 0, Block{0, false, 2}}},
        {"M in a request says nothing", 100, Block{6, true, 0}, 6, {96, 4, Block{6, false, 0}}},
        {"a smaller size from here on", 2000, Block{16, false, 2}, 6, {1024, 64, Block{16, true, 2}}},

        {"a larger size than ours", 2000, Block{0, false, 6}, 5, {0, 512, Block{0, true, 5}}},
        {"a larger size than ours, but it fits", 100, Block{0, false, 6}, 5, {0, 100, Block{0, false, 5}}},
        // The same offset in our size, so that nobody draws more than ours allows by asking for a later block.
        {"a larger size past the first block", 2000, Block{1, false, 6}, 5, {1024, 512, Block{2, true, 5}}},
        {"a larger size, the last block", 1100, Block{1, false, 6}, 5, {1024, 76, Block{2, false, 5}}},
        {"a much larger size", 2000, Block{1, false, 6}, 0, {1024, 16, Block{64, true, 0}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto body = body_of(row.body);
        const auto slice = slice_body(body, row.asked, row.largest);
        REQUIRE(slice.has_value());
        CHECK(slice->block == row.cut.block);
        CHECK(hex_of(slice->bytes) == hex_of(ByteView{body}.subspan(row.cut.offset, row.cut.length)));
    }
}

TEST_CASE("blocks that a body does not have")
{
    struct Row {
        std::string what;
        std::size_t body;
        Block asked;
    };
    const Row rows[] = {
        {"one past the last, which is full", 96, {6, false, 0}},
        {"one past the last", 100, {7, false, 0}},
        {"the second of none", 0, {1, false, 0}},
        {"the last there can be", 100, {1'048'575, false, 6}},
        {"in a larger size than ours", 1024, {1, false, 6}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto body = body_of(row.body);
        const auto slice = slice_body(body, row.asked, 5);
        REQUIRE_FALSE(slice.has_value());
        CHECK(slice.error() == Errc::bad_body);
    }
}

TEST_CASE("a client that asks for block after block gets the whole body, in every size")
{
    for (const std::size_t size : {1U, 15U, 16U, 17U, 1023U, 1024U, 1025U, 3000U}) {
        const auto body = body_of(size);
        for (unsigned asked = 0; asked <= Block::largest_exponent; ++asked) {
            CAPTURE(size);
            CAPTURE(asked);
            Bytes got;
            Block next{0, false, asked};
            while (true) {
                const auto slice = slice_body(body, next, 5);
                REQUIRE(slice.has_value());
                REQUIRE(slice->block.has_value());
                REQUIRE(slice->block->offset() == got.size());
                got.insert(got.end(), slice->bytes.begin(), slice->bytes.end());
                if (!slice->block->more) break;
                next = {slice->block->number + 1, false, slice->block->exponent};
            }
            CHECK(hex_of(got) == hex_of(body));
        }
    }
}

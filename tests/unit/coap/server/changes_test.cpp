// SPDX-License-Identifier: MIT
#include "coap/server/changes.hpp"

#include "support/fake_scheduler.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr unsigned sixteen = 0;  // SZX of 16 bytes
const std::string full_block = "0123456789abcdef";

/// Takes any body but one that ends in "no".
class Slot final : public Resource {
public:
    Slot() : Resource{{"slot", "", "", "", {ContentFormat::text}, for_controllers}} {}

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        return Response::content(make_representation(format, {}), 0);
    }
    Response put(const Request& request) override
    {
        const std::string text{as_text(request.payload)};
        if (text.ends_with("no"))
            return Response::problem({Errc::bad_body, "refused for the " + std::to_string(++refused)});
        taken.push_back(text);
        return Response::changed();
    }

    std::vector<std::string> taken;
    int refused = 0;
};

struct Desk {
    FakeScheduler time;
    Slot* slot = new Slot;
    Site site{make_site(slot)};
    Changes changes{time};

    static std::vector<std::unique_ptr<Resource>> make_site(Slot* slot)
    {
        std::vector<std::unique_ptr<Resource>> all;
        all.emplace_back(slot);
        return all;
    }

    std::string put(std::uint16_t message_id, std::optional<Block> block1, const std::string& text,
                    const std::string& peer = "ann")
    {
        const auto payload = to_bytes(text);
        Received received;
        received.request.method = Method::put;
        received.request.path = {"slot"};
        received.request.client.role = Role::control;
        received.request.payload = payload;
        received.block1 = block1;
        const auto reply = changes.answer(site, {peer_named(peer), 0, message_id, "tk"}, received);
        const auto words = reply.payload ? ' ' + std::string{as_text(*reply.payload)} : "";
        return code_text(static_cast<std::uint8_t>(reply.code)) + words;
    }
};

}  // namespace

TEST_CASE("late copies of blocks are answered as they were, and a body that goes on is not touched")
{
    Desk desk;
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(2, Block{1, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(3, Block{2, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(2, Block{1, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(4, Block{3, false, sixteen}, "end") == "2.04");
    for (int copies = 0; copies < 2; ++copies) {
        CHECK(desk.put(4, Block{3, false, sixteen}, "end") == "2.04");
        CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
    }
    CHECK(desk.slot->taken == std::vector<std::string>{full_block + full_block + full_block + "end"});
}

TEST_CASE("late copies of the blocks of one body do not come into the next")
{
    Desk desk;
    const std::string other_block = "ABCDEFGHIJKLMNOP";
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(2, Block{1, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(3, Block{3, true, sixteen}, full_block).substr(0, 4) == "4.08");
    CHECK(desk.put(11, Block{0, true, sixteen}, other_block) == "2.31");
    CHECK(desk.put(2, Block{1, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(12, Block{1, true, sixteen}, other_block) == "2.31");
    CHECK(desk.put(13, Block{2, true, sixteen}, other_block) == "2.31");
    CHECK(desk.put(3, Block{3, true, sixteen}, full_block).substr(0, 4) == "4.08");
    CHECK(desk.put(14, Block{3, false, sixteen}, "end") == "2.04");
    CHECK(desk.slot->taken == std::vector<std::string>{other_block + other_block + other_block + "end"});
}

TEST_CASE("the refusal of a whole body is given again to a copy of its last block")
{
    Desk desk;
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
    for (int copies = 0; copies < 3; ++copies)
        CHECK(desk.put(2, Block{1, false, sixteen}, "no") == "4.00 refused for the 1");
    CHECK(desk.put(3, Block{1, false, sixteen}, "no").substr(0, 4) == "4.08");
    CHECK(desk.put(4, {}, "no") == "4.00 refused for the 2");  // in one datagram it can be run again
    CHECK(desk.put(4, {}, "no") == "4.00 refused for the 3");
}

TEST_CASE("a body in a single block is a body in blocks")
{
    Desk desk;
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(2, Block{0, false, sixteen}, "all") == "2.04");
    CHECK(desk.put(3, Block{1, false, sixteen}, "end").substr(0, 4) == "4.08");
    CHECK(desk.put(4, Block{0, false, sixteen}, full_block + "x") ==
          "4.00 a block does not have the size that its Block option gives");
    CHECK(desk.slot->taken == std::vector<std::string>{"all"});
}

TEST_CASE("blocks and refusals cannot push out the replies to what changed something")
{
    Desk desk;
    CHECK(desk.put(1, {}, "kept") == "2.04");
    CHECK(desk.put(2, Block{0, true, sixteen}, full_block) == "2.31");
    CHECK(desk.put(3, Block{1, false, sixteen}, "no") == "4.00 refused for the 1");
    for (std::size_t i = 1; i < Changes::most_blocks; ++i)
        CHECK(desk.put(static_cast<std::uint16_t>(i), Block{0, false, sixteen}, "no", "bob").substr(0, 4) == "4.00");
    CHECK(desk.put(3, Block{1, false, sixteen}, "no") == "4.00 refused for the 1");
    CHECK(desk.put(0, Block{0, false, sixteen}, "no", "bob").substr(0, 4) == "4.00");  // one more than are kept
    CHECK(desk.put(3, Block{1, false, sixteen}, "no").substr(0, 4) == "4.08");
    CHECK(desk.put(1, {}, "kept") == "2.04");
    CHECK(desk.slot->taken.size() == 1);
}

TEST_CASE("who had to wait for a place may ask again with the same message")
{
    Desk desk;
    for (std::size_t i = 0; i < Block1Reassembly::capacity; ++i)
        CHECK(desk.put(1, Block{0, true, sixteen}, full_block, "peer " + std::to_string(i)) == "2.31");
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block).substr(0, 4) == "5.03");
    desk.time.advance(Block1Reassembly::idle);
    CHECK(desk.put(1, Block{0, true, sixteen}, full_block) == "2.31");
}

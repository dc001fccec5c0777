// SPDX-License-Identifier: MIT
/// Bodies that a client sends and fetches in blocks, against a server that answers anything. An even first byte: it
/// sends one.
#include "coap/message/block1_sender.hpp"
#include "coap/message/block2_assembly.hpp"
#include "fuzz_input.hpp"

#include <doctest/doctest.h>

#include <array>

namespace coapnode {

namespace {

constexpr std::size_t largest_body = 4096;

constexpr std::array answers{
    Code::continue_,  Code::changed, Code::content, Code::request_entity_too_large, Code::request_entity_incomplete,
    Code::bad_request};

std::optional<Block> take_block(FuzzInput& input)
{
    const auto head = input.byte();
    if ((head & 1) != 0) return std::nullopt;
    return Block{input.byte(), (head & 2) != 0, (head >> 2) % 7U};
}

/// It ends, whatever the server says, and never sends from past the body's end.
void upload(FuzzInput& input)
{
    const std::size_t size = input.word() % largest_body;
    Block1Sender sender{size, static_cast<unsigned>(input.index(Block::largest_exponent + 1))};
    constexpr std::size_t most_parts = 2 * 7 * (largest_body / 16 + 1);  // each size of block, and once more
    for (std::size_t parts = 0;; ++parts) {
        REQUIRE(parts < most_parts);
        const auto part = sender.part();
        if (!part) return;
        REQUIRE(part->offset <= size);
        REQUIRE(part->length <= size - part->offset);
        const auto code = static_cast<std::uint8_t>(answers[input.index(answers.size())]);
        const auto step = sender.take(code, take_block(input));
        if (!step || *step == Block1Sender::Step::answered) return;
    }
}

ReceivedResponse take_answer(FuzzInput& input, const std::optional<Block>& wanted)
{
    ReceivedResponse answer;
    const auto head = input.byte();
    answer.response.code = static_cast<std::uint8_t>(answers[head % answers.size()]);
    answer.block2 =
        (head & 64) != 0 && wanted ? Block{wanted->number, (head & 128) != 0, wanted->exponent} : take_block(input);
    const auto size = answer.block2 && (head & 8) != 0 ? answer.block2->size() : input.byte();
    answer.response.payload.assign(size, input.byte());
    if ((head & 16) != 0) answer.response.etag = Bytes{input.byte()};
    return answer;
}

/// It ends, and what it gives is no larger than allowed.
void download(FuzzInput& input)
{
    const std::size_t largest = input.word() % largest_body;
    Block2Assembly assembly{largest, input.flag() ? std::optional{2U} : std::nullopt};
    constexpr std::size_t most_answers = (Block2Assembly::most_restarts + 1) * (largest_body / 16 + 2);
    for (std::size_t count = 0; !input.is_empty(); ++count) {
        REQUIRE(count < most_answers);
        const auto step = assembly.take(take_answer(input, assembly.wanted()));
        if (!step) return;
        if (*step == Block2Assembly::Step::ask_next) continue;
        CHECK(assembly.extract().payload.size() <= largest);
        return;
    }
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    if (input.flag()) {
        download(input);
    } else {
        upload(input);
    }
    return 0;
}

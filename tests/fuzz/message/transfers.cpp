// SPDX-License-Identifier: MIT
/// What is kept between messages, against models of it that are too simple to be wrong: bodies that are put together,
/// bodies that are being fetched, replies to copies.
#include "coap/message/block1_reassembly.hpp"
#include "coap/message/block2_cache.hpp"
#include "coap/message/deduplication.hpp"
#include "fuzz_input.hpp"
#include "message/numbered.hpp"
#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <utility>

namespace coapnode {

namespace {

constexpr std::size_t peers = 12;
constexpr std::size_t replies = 8;

class Transfers {
public:
    explicit Transfers(FuzzInput input) : input_{input} {}

    void run()
    {
        while (!input_.is_empty())
            step();
    }

private:
    void step()
    {
        switch (input_.index(4)) {
        case 0:
            time_.advance(std::chrono::milliseconds{input_.word() * 4});
            break;
        case 1:
            upload();
            break;
        case 2:
            download();
            break;
        default:
            repeat();
        }
    }

    /// A body that is whole is at each place what its client has sent there last.
    void upload()
    {
        const auto peer = input_.index(peers);
        const auto option = input_.byte();
        const auto number = input_.byte();
        const Block block{number & 15U, (option & 1) != 0, option >> 1 & 3U};
        Bytes bytes(number & 16 ? input_.index(block.size() + 2) : block.size(), input_.byte());
        const BodyKey key{peer_numbered(peer), 0, Method::put, Bytes(option >> 7)};
        const std::size_t largest = (option & 8) != 0 ? 64 : 4096;
        const auto taken = uploads_.take(key, block, bytes, largest);
        CHECK(uploads_.size() <= Block1Reassembly::capacity);
        if (!taken) return;
        auto& sent = sent_[{peer, key.options.size()}];
        const auto end = block.offset() + bytes.size();
        if (sent.size() < end) sent.resize(end);
        std::ranges::copy(bytes, sent.begin() + static_cast<std::ptrdiff_t>(block.offset()));
        CHECK(taken->has_value() == !block.more);
        if (!*taken) return;
        const auto& whole = **taken;
        CHECK(whole.size() <= largest);
        REQUIRE(whole.size() == end);
        CHECK(std::equal(whole.begin(), whole.end(), sent.begin()));
    }

    /// What is found is what was kept last, and it is found for as long as others have not pushed it out.
    void download()
    {
        Block2Key key{peer_numbered(input_.index(peers)), Role::read, {"info"}, {}, {}};
        const auto code = static_cast<std::uint8_t>(input_.byte());
        auto& expected = kept_[key.peer];
        if ((code & 1) != 0) {
            downloads_.keep(key, numbered(code));
            expected = {code, time_.now(), time_.now()};
            return;
        }
        const auto* const found = downloads_.find(key);
        const auto now = time_.now();
        const bool is_fresh =
            expected.used + Block2Cache::lifetime > now && expected.begun + Block2Cache::longest > now;
        CHECK((found != nullptr) == (expected.number != 0 && is_fresh));
        if (found == nullptr) return;
        CHECK(found->max_age == expected.number);
        expected.used = now;
    }

    void repeat()
    {
        const ExchangeKey key{peer_numbered(input_.index(peers)), 0, input_.byte(), {}};
        const auto number = input_.byte();
        auto& expected = answered_[key];
        const auto* const before = answers_.find(key);
        if (before == nullptr) expected = {};  // pushed out, too old, or never there
        check_answer(before, expected);
        if ((number & 1) == 0) return;
        answers_.remember(key, numbered(number));
        CHECK(answers_.size() <= replies);
        if (before == nullptr) expected = {number, time_.now(), {}};
        const auto* const after = answers_.find(key);
        REQUIRE(after != nullptr);
        check_answer(after, expected);
    }

    void check_answer(const Response* found, const Expected& expected)
    {
        if (found == nullptr) return;
        CHECK(found->max_age == expected.number);
        CHECK(expected.begun + Deduplication::exchange_lifetime > time_.now());
    }

    FuzzInput input_;
    FakeScheduler time_;
    Block1Reassembly uploads_{time_};
    Block2Cache downloads_{time_};
    Deduplication answers_{time_, replies};
    std::map<std::pair<std::size_t, std::size_t>, Bytes> sent_;
    std::map<Peer, Expected> kept_;
    std::map<ExchangeKey, Expected> answered_;
};

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    coapnode::Transfers{coapnode::FuzzInput{{data, size}}}.run();
    return 0;
}

// SPDX-License-Identifier: MIT
#include "coap/message/block1_reassembly.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

namespace {

tl::unexpected<Response> refused(const Error& error, std::optional<std::uint32_t> max_age = std::nullopt)
{
    return tl::unexpected{Response::problem(error, max_age)};
}

Error missing_after(std::size_t here)
{
    if (here == 0) return {Errc::incomplete, "the first blocks of this body are missing: start again"};
    return {Errc::incomplete, "a block is missing: continue at byte " + std::to_string(here) + ", or start again"};
}

/// `offset` is within `body` or at its end.
void put(Bytes& body, std::size_t offset, ByteView bytes)
{
    const auto there = ByteView{body}.subspan(offset);
    if (there.size() >= bytes.size() && std::equal(bytes.begin(), bytes.end(), there.begin())) return;
    body.resize(offset);
    body.insert(body.end(), bytes.begin(), bytes.end());
}

}  // namespace

Block1Reassembly::Taken Block1Reassembly::take(const BodyKey& key, const Block& block, ByteView bytes,
                                               std::size_t largest)
{
    forget_expired();
    auto body = find(key);
    if (!block.fits(bytes.size())) {
        static_cast<void>(extract(body));
        return refused({Errc::bad_body, "a block does not have the size that its Block option gives"});
    }
    const auto here = body == bodies_.end() ? 0 : body->bytes.size();
    if (block.offset() > here) return refused(missing_after(here));
    if (block.offset() + bytes.size() + (block.more ? 1 : 0) > largest) {
        static_cast<void>(extract(body));
        return tl::unexpected{Response::too_large(largest)};
    }
    if (!block.more) {
        auto whole = extract(body);
        put(whole, block.offset(), bytes);
        whole.resize(block.offset() + bytes.size());  // drops the rest of a longer, earlier body
        return std::optional{std::move(whole)};
    }
    if (body == bodies_.end()) {
        if (const auto wait = make_room(key.peer)) {
            const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
            return refused({Errc::busy, "too many bodies are being sent in blocks: try again later"},
                           static_cast<std::uint32_t>(seconds));
        }
        body = bodies_.insert(bodies_.end(), Body{key, {}, {}});
    }
    put(body->bytes, block.offset(), bytes);
    body->last_block = clock_.now();
    std::rotate(body, std::next(body), bodies_.end());
    return std::optional<Bytes>{};
}

Block1Reassembly::Bodies::iterator Block1Reassembly::find(const BodyKey& key)
{
    return std::find_if(bodies_.begin(), bodies_.end(), [&](const Body& body) { return body.key == key; });
}

Bytes Block1Reassembly::extract(const Bodies::iterator& body)
{
    if (body == bodies_.end()) return {};
    auto bytes = std::move(body->bytes);
    bodies_.erase(body);
    return bytes;
}

void Block1Reassembly::forget_expired()
{
    while (!bodies_.empty() && bodies_.front().last_block + lifetime <= clock_.now())
        bodies_.pop_front();
}

std::optional<Duration> Block1Reassembly::make_room(const Peer& peer)
{
    const auto is_own = [&](const Body& body) { return body.key.peer == peer; };
    const auto own = std::count_if(bodies_.begin(), bodies_.end(), is_own);
    if (static_cast<std::size_t>(own) >= most_per_peer) {
        bodies_.erase(std::find_if(bodies_.begin(), bodies_.end(), is_own));
        return std::nullopt;
    }
    if (bodies_.size() < capacity) return std::nullopt;
    const auto gives_way_at = bodies_.front().last_block + idle;
    if (gives_way_at > clock_.now()) return gives_way_at - clock_.now();
    bodies_.pop_front();
    return std::nullopt;
}

}  // namespace coapnode

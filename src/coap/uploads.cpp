// SPDX-License-Identifier: MIT
#include "coap/uploads.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// Only the last block may be shorter than it claims; none may be empty but that of an empty body.
bool has_its_size(const Block& block, ByteView bytes)
{
    return block.more ? bytes.size() == block.size() : bytes.size() <= block.size();
}

}  // namespace

Result<std::optional<Bytes>> Uploads::take(const UploadKey& key, const Block& block, ByteView bytes,
                                           std::size_t largest)
{
    forget_expired();
    if (block.number == 0) begin(key);
    const auto found = find(key);
    if (found == bodies_.end())
        return fail(Errc::incomplete, "the first blocks of this body are not here: begin again");

    auto body = std::move(*found);
    bodies_.erase(found);
    if (!has_its_size(block, bytes)) return fail(Errc::bad_body, "a block has another size than its option says");
    if (block.offset() != body.bytes.size()) {
        if (block.offset() != body.last_offset) return fail(Errc::incomplete, "a block is missing: begin again");
        body.bytes.resize(body.last_offset);
    }
    const auto at_least = body.bytes.size() + bytes.size() + (block.more ? 1 : 0);
    if (at_least > largest) {
        return fail(Errc::too_large, "this resource takes bodies of at most " + std::to_string(largest) + " bytes");
    }
    body.last_offset = body.bytes.size();
    body.bytes.insert(body.bytes.end(), bytes.begin(), bytes.end());
    if (!block.more) return std::optional{std::move(body.bytes)};
    body.forget_at = clock_.now() + lifetime;
    bodies_.push_back(std::move(body));
    return std::optional<Bytes>{};
}

Uploads::Bodies::iterator Uploads::find(const UploadKey& key)
{
    return std::find_if(bodies_.begin(), bodies_.end(), [&](const Body& body) { return body.key == key; });
}

void Uploads::begin(const UploadKey& key)
{
    if (const auto before = find(key); before != bodies_.end()) bodies_.erase(before);
    if (bodies_.size() == capacity) bodies_.pop_front();
    bodies_.push_back({key, {}, 0, {}});
}

void Uploads::forget_expired()
{
    while (!bodies_.empty() && bodies_.front().forget_at <= clock_.now())
        bodies_.pop_front();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coap/message/block2_assembly.hpp"

#include <algorithm>

namespace coapnode {

namespace {

Failure too_long()
{
    return fail(Errc::bad_answer, "its answer is too long");
}

Failure out_of_order()
{
    return fail(Errc::bad_answer, "the blocks of its answer are out of order");
}

}  // namespace

Block2Assembly::Block2Assembly(std::size_t largest, std::optional<unsigned> exponent)
    : largest_{std::min(largest, most_bytes)}
{
    if (exponent) wanted_ = Block{0, false, *exponent};
}

Result<Block2Assembly::Step> Block2Assembly::take(ReceivedResponse answer)
{
    if (!answer.block2 || !answer.response.is_success()) return take_whole(std::move(answer));
    const auto& block = *answer.block2;
    auto& part = answer.response;
    if (!block.fits(part.payload.size()))
        return fail(Errc::bad_answer, "a block of its answer does not have the size that its Block option gives");
    if (has_begun() && !is_of_same_body(part)) return begin_again(block);
    if (block.offset() != response_.payload.size()) return out_of_order();
    if (part.payload.size() > largest_ - response_.payload.size()) return too_long();
    if (has_begun()) {
        response_.payload.insert(response_.payload.end(), part.payload.begin(), part.payload.end());
    } else {
        response_ = std::move(part);
    }
    if (!block.more) return Step::whole;
    wanted_ = Block{block.number + 1, false, block.exponent};
    return Step::ask_next;
}

Result<Block2Assembly::Step> Block2Assembly::take_whole(ReceivedResponse answer)
{
    if (answer.response.is_success() && has_begun()) return out_of_order();
    if (answer.response.payload.size() > largest_) return too_long();
    response_ = std::move(answer.response);
    return Step::whole;
}

Result<Block2Assembly::Step> Block2Assembly::begin_again(const Block& block)
{
    if (++restarts_ > most_restarts) {
        return fail(Errc::bad_answer, "its answer changes faster than its blocks can be fetched");
    }
    response_ = {};
    wanted_ = Block{0, false, block.exponent};
    return Step::ask_next;
}

/// RFC 7959 section 2.4: compares the ETag, or without one the other options that describe the body.
bool Block2Assembly::is_of_same_body(const IncomingResponse& part) const
{
    return part.etag == response_.etag && part.content_format == response_.content_format &&
           part.code == response_.code;
}

}  // namespace coapnode

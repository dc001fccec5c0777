// SPDX-License-Identifier: MIT
#include "coap/message/block1_sender.hpp"

#include <algorithm>

namespace coapnode {

Result<Block1Sender::Part> Block1Sender::part() const
{
    if (size_ <= block_size()) return Part{0, size_, std::nullopt, std::nullopt};
    if ((size_ - 1) / block_size() > Block::largest_number) {
        return fail(Errc::too_large, "the body has more blocks of " + std::to_string(block_size()) +
                                         " bytes than can be numbered: send less");
    }
    const Block block{static_cast<std::uint32_t>(offset_ / block_size()), has_more(), exponent_};
    const auto whole = offset_ == 0 ? std::optional{static_cast<std::uint32_t>(size_)} : std::nullopt;
    return Part{offset_, std::min(block_size(), size_ - offset_), block, whole};
}

bool Block1Sender::is_late(std::uint8_t code, const std::optional<Block>& block1) const
{
    return static_cast<Code>(code) == Code::continue_ && block1 && block1->offset() < offset_;
}

Result<Block1Sender::Step> Block1Sender::take(std::uint8_t code, const std::optional<Block>& block1)
{
    const auto answer = static_cast<Code>(code);
    if (answer == Code::request_entity_too_large) {
        const bool is_smaller = block1 && block1->exponent < exponent_ && block1->size() < size_;
        if (!is_smaller || offset_ != 0) return Step::answered;
        exponent_ = block1->exponent;
        return Step::send_part;
    }
    if (answer == Code::request_entity_incomplete && offset_ != 0 && !began_again_) return begin_again();
    if (answer == Code::continue_) {
        if (has_more() && (!block1 || is_of_this_part(block1))) return go_on(block1);
        return fail(Errc::bad_answer, "it confirmed (2.31) another block than the one that was sent");
    }
    // Section 2.3: the server processes each block on its own.
    const bool is_for_block_alone = is_success(answer) && is_of_this_part(block1) && !block1->more;
    return is_for_block_alone && has_more() ? go_on(block1) : Step::answered;
}

bool Block1Sender::is_of_this_part(const std::optional<Block>& block1) const
{
    return block1 && block1->number == offset_ / block_size();
}

Block1Sender::Step Block1Sender::begin_again()
{
    began_again_ = true;
    offset_ = 0;
    return Step::send_part;
}

Block1Sender::Step Block1Sender::go_on(const std::optional<Block>& block1)
{
    offset_ += block_size();
    if (block1) exponent_ = std::min(exponent_, block1->exponent);
    return Step::send_part;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "node/largest_step.hpp"

#include <cstdlib>
#include <string>

namespace coapnode {

namespace {

Failure too_large(Value before, Value value, std::int32_t largest)
{
    return fail(Errc::not_believed, std::string{name_of(value.quantity)} + " went from " + to_text(before) + " to " +
                                        to_text(value) + ", which is more than the largest step of " +
                                        to_text({value.quantity, largest}));
}

}  // namespace

Result<void> LargestStep::check(Value value)
{
    if (!largest_) return {};
    const bool is_near = !believed_ || agree(*believed_, value.thousandths);
    if (!is_near && !doubt(value.thousandths)) return too_large({value.quantity, *believed_}, value, *largest_);
    believed_ = value.thousandths;
    agreeing_ = 0;
    return {};
}

bool LargestStep::agree(std::int32_t a, std::int32_t b) const
{
    return std::abs(std::int64_t{a} - b) <= *largest_;
}

bool LargestStep::doubt(std::int32_t value)
{
    agreeing_ = agreeing_ > 0 && agree(doubted_, value) ? agreeing_ + 1 : 1;
    doubted_ = value;
    return agreeing_ >= agreeing_samples;
}

}  // namespace coapnode

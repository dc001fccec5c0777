// SPDX-License-Identifier: MIT
#include "node/valid_range.hpp"

namespace coapnode {

namespace {

Failure outside(Value value, const char* where, std::int32_t limit)
{
    return fail(Errc::not_believed, std::string{name_of(value.quantity)} + " of " + to_text(value) + " is " + where +
                                        " the limit of " + to_text({value.quantity, limit}));
}

Result<void> check_valid(Value value, const ValidRange& range)
{
    if (value.thousandths < range.least) return outside(value, "below", range.least);
    if (value.thousandths > range.most) return outside(value, "above", range.most);
    return {};
}

}  // namespace

Result<void> check_valid(const Reading& reading, const ByQuantity<std::optional<ValidRange>>& valid)
{
    for (const auto quantity : measured_quantities) {
        const auto value = reading.get(quantity);
        const auto& range = valid[index_of(quantity)];
        if (!value || !range) continue;
        if (auto within = check_valid(*value, *range); !within) return within;
    }
    return {};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "node/smoother.hpp"

namespace coapnode {

namespace {

struct Add {
    std::int32_t value;
    Instant taken;

    std::int32_t operator()(std::monostate /*none*/) const { return value; }
    std::int32_t operator()(MedianFilter& filter) const { return filter.add(value); }
    std::int32_t operator()(ExponentialFilter& filter) const { return filter.add(value, taken); }
};

struct Forget {
    void operator()(std::monostate /*none*/) const {}
    void operator()(auto& filter) const { filter.forget(); }
};

}  // namespace

Smoother::Smoother(const Smoothing& config)
{
    if (config.median > 0) filter_ = MedianFilter{config.median};
    if (config.exponential > Duration::zero()) filter_ = ExponentialFilter{config.exponential};
}

std::int32_t Smoother::add(std::int32_t value, Instant taken)
{
    return std::visit(Add{value, taken}, filter_);
}

void Smoother::forget()
{
    std::visit(Forget{}, filter_);
}

}  // namespace coapnode

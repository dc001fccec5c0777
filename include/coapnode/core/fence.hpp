// SPDX-License-Identifier: MIT
/// Where C calls back into C++: no exception gets through into C. The first one is kept, and the loop that owns the
/// fence ends and throws it on from run().
#pragma once

#include <exception>
#include <functional>
#include <utility>

namespace coapnode {

class Fence {
public:
    /// `tripped` is called at the first exception that is kept; it must not throw.
    explicit Fence(std::function<void()> tripped) : tripped_{std::move(tripped)} {}
    Fence(const Fence&) = delete;
    Fence& operator=(const Fence&) = delete;

    /// Returns whether `act` came through without an exception.
    template <class Act>
    bool run(Act&& act) noexcept
    {
        try {
            std::forward<Act>(act)();
            return true;
        } catch (...) {
            keep(std::current_exception());
            return false;
        }
    }

    /// Throws the exception that was kept, if any.
    void rethrow()
    {
        if (kept_) std::rethrow_exception(std::exchange(kept_, nullptr));
    }

private:
    void keep(std::exception_ptr thrown)
    {
        if (kept_) return;
        kept_ = std::move(thrown);
        tripped_();
    }

    std::function<void()> tripped_;
    std::exception_ptr kept_;
};

}  // namespace coapnode

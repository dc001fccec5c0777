// SPDX-License-Identifier: MIT
/// Where C calls back into C++: no exception gets through into C.
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <utility>

namespace coapnode {

/// Runs `act`. What it throws goes to `caught`, which must not throw. Returns whether `act` came through.
template <class Act, class Caught>
bool fenced(Act&& act, Caught&& caught) noexcept
{
    try {
        std::forward<Act>(act)();
        return true;
    } catch (...) {
        std::forward<Caught>(caught)(std::current_exception());
        return false;
    }
}

/// What an exception says of itself.
inline std::string message_of(const std::exception_ptr& thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception& exception) {
        return exception.what();
    } catch (...) {
        return "an exception of an unknown type";
    }
}

/// Keeps the first exception. The loop that owns the fence ends then, and throws it on from run().
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
        return fenced(std::forward<Act>(act), [this](std::exception_ptr thrown) { keep(std::move(thrown)); });
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

// SPDX-License-Identifier: MIT
/// Stops exceptions where C code calls back into C++.
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <utility>

namespace coapnode {

/// Runs `act` and hands an exception to `caught`, which must not throw. Returns true when `act` threw nothing.
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

/// The text of an exception, for messages.
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

/// Keeps the first exception. The loop that owns the fence then ends, and its run() throws the exception again.
class Fence {
public:
    /// `tripped` is called once, when the first exception is kept. It must not throw.
    explicit Fence(std::function<void()> tripped) : tripped_{std::move(tripped)} {}
    Fence(const Fence&) = delete;
    Fence& operator=(const Fence&) = delete;

    /// Runs `act`. Returns true when it threw nothing.
    template <class Act>
    bool run(Act&& act) noexcept
    {
        return fenced(std::forward<Act>(act), [this](std::exception_ptr thrown) { keep(std::move(thrown)); });
    }

    /// Throws the kept exception, if there is one.
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

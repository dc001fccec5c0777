// SPDX-License-Identifier: MIT
/// Tells listeners that something changed. A listener reads the new state itself.
///
/// A listener is called for as long as its Subscription lives. Signal and subscription may be destroyed in any order,
/// also from within a call.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace coapnode {

/// Destroying it ends the calls.
using Subscription = std::shared_ptr<const std::function<void()>>;

class ChangeSignal {
public:
    [[nodiscard]] Subscription subscribe(std::function<void()> listener)
    {
        auto subscription = std::make_shared<const std::function<void()>>(std::move(listener));
        listeners_.push_back(subscription);
        return subscription;
    }

    /// Calls the listeners in the order in which they subscribed. A listener may destroy the signal.
    void emit()
    {
        std::erase_if(listeners_, [](const Listener& listener) { return listener.expired(); });
        const auto listeners = listeners_;
        for (const auto& listener : listeners) {
            if (const auto alive = listener.lock()) (*alive)();
        }
    }

    /// The number of listeners whose Subscription lives.
    [[nodiscard]] std::size_t listeners() const
    {
        std::size_t alive = 0;
        for (const auto& listener : listeners_)
            if (!listener.expired()) ++alive;
        return alive;
    }

private:
    using Listener = std::weak_ptr<const std::function<void()>>;
    std::vector<Listener> listeners_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Tells whoever asked that something changed; what it is now, the listener looks up.
///
/// A listener is called as long as its Subscription lives. Either side may go first, also from within a call.
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

    /// Calls those that were subscribed before, in that order. The signal may be destroyed by a listener.
    void emit()
    {
        std::erase_if(listeners_, [](const Listener& listener) { return listener.expired(); });
        const auto listeners = listeners_;
        for (const auto& listener : listeners) {
            if (const auto alive = listener.lock()) (*alive)();
        }
    }

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

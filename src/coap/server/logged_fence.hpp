// SPDX-License-Identifier: MIT
/// The fence between libcoap's callbacks and what they do: an exception costs one request or session, the log says so
/// (seldom), and the node goes on.
#pragma once

#include "coapnode/core/fence.hpp"
#include "coapnode/core/log.hpp"

#include <exception>
#include <string>
#include <utility>

namespace coapnode {

class LoggedFence {
public:
    explicit LoggedFence(Log& log) : log_{log} {}

    /// Returns whether `act` came through; `failure` is what the log says where it did not.
    template <class Act>
    bool run(const char* failure, Act&& act) noexcept
    {
        return fenced(std::forward<Act>(act), [&](const std::exception_ptr& thrown) {
            log_.error("request", std::string{failure} + ": " + message_of(thrown));
        });
    }

private:
    Log& log_;
};

}  // namespace coapnode

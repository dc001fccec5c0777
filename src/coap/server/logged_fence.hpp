// SPDX-License-Identifier: MIT
/// The fence for libcoap's callbacks: an exception ends one request or session, is logged at a limited rate, and the
/// node continues.
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

    /// Runs `act`. Returns true when it threw nothing; else `failure` is logged.
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

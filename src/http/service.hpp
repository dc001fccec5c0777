// SPDX-License-Identifier: MIT
/// Shared by all connections of a server.
#pragma once

#include "coapnode/core/fence.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/http/handler.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/loop/watch_readable.hpp"
#include "http/connections.hpp"
#include "http/limits.hpp"
#include "http/repeated_responses.hpp"

#include <utility>

namespace coapnode::http {

struct Service {
    Service(Scheduler& time, WatchReadable watching, Log& lines, HttpHandler& answering)
        : scheduler{time}, watch{std::move(watching)}, log{lines}, handler{answering}
    {
    }

    /// The fence of libmicrohttpd's callbacks: an exception ends one request. Returns true when `act` threw nothing.
    template <class Act>
    bool run(Act&& act) noexcept
    {
        return fenced(std::forward<Act>(act), [&](const std::exception_ptr& thrown) {
            log.error("http", "an HTTP request failed: " + message_of(thrown));
        });
    }

    Scheduler& scheduler;
    WatchReadable watch;
    Log& log;
    HttpHandler& handler;
    HttpLimits limits{};
    HttpFigures figures{};
    Connections connections{scheduler, log, limits, figures};
    RepeatedResponses responses{};
};

}  // namespace coapnode::http

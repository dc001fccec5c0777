// SPDX-License-Identifier: MIT
/// What every command works with: the loop, libcoap, the way out and the worker that asks for names.
#pragma once

#include "coap/client/requester.hpp"
#include "coap/wire/library.hpp"
#include "loop/poll_loop.hpp"
#include "loop/worker_thread.hpp"

namespace coapnode {

struct Runtime {
    Runtime(LogLevel log_level, Dtls dtls);

    PollLoop loop;
    CoapLibrary library;
    WorkerThread worker{loop};
    Requester requester;
};

}  // namespace coapnode

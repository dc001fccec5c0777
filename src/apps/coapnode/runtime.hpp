// SPDX-License-Identifier: MIT
/// The runtime of every command: the loop, libcoap, the Requester, and the worker that resolves names.
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

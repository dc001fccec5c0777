// SPDX-License-Identifier: MIT
/// TLS connections before their first request.
///
/// During a handshake libmicrohttpd (0.9.75 and 1.0.1, with epoll) always asks to run again at once. A silent client
/// would use a whole core until its deadline. So such a connection is suspended after each run, and resumed when its
/// socket is readable.
#pragma once

#include "coapnode/loop/watch_readable.hpp"

#include <functional>
#include <map>
#include <memory>

struct MHD_Connection;

namespace coapnode::http {

class Handshakes {
public:
    /// `run` runs libmicrohttpd; it is called from the loop.
    Handshakes(WatchReadable watch, std::function<void()> run);

    void add(MHD_Connection* handle, int fd);
    /// The connection has a request or is closed.
    void remove(MHD_Connection* handle);

    /// To be called after each run.
    void suspend_all();
    /// Resumes all: libmicrohttpd must not be stopped with suspended connections.
    void resume_all();

private:
    struct Waiting {
        int fd;
        std::shared_ptr<void> watch;  ///< while it is suspended
    };

    void resume(MHD_Connection* handle);

    WatchReadable watch_;
    std::function<void()> run_;
    std::map<MHD_Connection*, Waiting> waiting_;
};

}  // namespace coapnode::http

// SPDX-License-Identifier: MIT
#include "http/handshakes.hpp"

#include <microhttpd.h>

#include <utility>

namespace coapnode::http {

Handshakes::Handshakes(WatchReadable watch, std::function<void()> run) : watch_{std::move(watch)}, run_{std::move(run)}
{
}

void Handshakes::add(MHD_Connection* handle, int fd)
{
    waiting_.insert({handle, {fd, nullptr}});
}

void Handshakes::remove(MHD_Connection* handle)
{
    waiting_.erase(handle);
}

void Handshakes::suspend_all()
{
    for (auto& [handle, waiting] : waiting_) {
        if (waiting.watch) continue;
        waiting.watch = watch_(waiting.fd, [this, resumed = handle] {
            resume(resumed);
            run_();
        });
        MHD_suspend_connection(handle);
    }
}

void Handshakes::resume(MHD_Connection* handle)
{
    waiting_.at(handle).watch.reset();
    MHD_resume_connection(handle);
}

void Handshakes::resume_all()
{
    for (auto& [handle, waiting] : waiting_) {
        if (waiting.watch) resume(handle);
    }
}

}  // namespace coapnode::http

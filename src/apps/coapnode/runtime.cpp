// SPDX-License-Identifier: MIT
#include "apps/coapnode/runtime.hpp"

#include <memory>
#include <utility>

namespace coapnode {

WatchReadable watching(EventLoop& loop)
{
    return [&loop](int fd, std::function<void()> act) -> std::shared_ptr<void> {
        return std::make_shared<Watch>(loop.on_readable(fd, std::move(act)));
    };
}

// A handful of descriptors: none of them is past those that DTLS can use.
Runtime::Runtime(LogLevel log_level) : library{log_level}, requester{loop, watching(loop), 0} {}

}  // namespace coapnode

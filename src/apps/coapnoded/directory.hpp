// SPDX-License-Identifier: MIT
/// The registration with the resource directory that a configuration names; without one there is nothing of it.
#pragma once

#include "apps/coapnoded/directory_client.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/rest/site.hpp"
#include "directory/registration.hpp"
#include "loop/event_loop.hpp"

#include <memory>

namespace coapnode {

class Directory {
public:
    Directory(EventLoop& loop, Log& log) : loop_{loop}, log_{log} {}

    /// Registers, from the loop, what `site` shows. Another directory than before, or none: the registration there
    /// ends.
    void adopt(const Config& config, Site& site);

    /// Ends the registration before the process ends, when the loop turns no more.
    void shut_down();

private:
    void leave();

    EventLoop& loop_;
    Log& log_;
    std::unique_ptr<DirectoryClient> client_;
    std::unique_ptr<DirectoryRegistration> registration_;
};

}  // namespace coapnode

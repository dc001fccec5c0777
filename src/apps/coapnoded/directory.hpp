// SPDX-License-Identifier: MIT
/// The registration with the configured resource directory, if there is one.
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

    /// Registers the links of `site` from the loop. When the directory has changed or was removed, the registration
    /// there ends.
    void adopt(const Config& config, Site& site);

    /// Ends the registration before the process ends, after the loop has ended.
    void shut_down();

private:
    void leave();

    EventLoop& loop_;
    Log& log_;
    std::unique_ptr<DirectoryClient> client_;
    std::unique_ptr<DirectoryRegistration> registration_;
};

}  // namespace coapnode

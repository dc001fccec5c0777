// SPDX-License-Identifier: MIT
/// What a daemon of libmicrohttpd is told when it starts.
#pragma once

#include "http/daemon.hpp"

#include <microhttpd.h>

#include <optional>
#include <vector>

namespace coapnode::http {

unsigned flags_of(bool is_secure);

/// They point into `tls`. The limits of connections are ours, and so are the deadlines.
std::vector<MHD_OptionItem> options_of(Daemon* daemon, const std::optional<HttpTls>& tls);

}  // namespace coapnode::http

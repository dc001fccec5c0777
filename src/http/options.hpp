// SPDX-License-Identifier: MIT
/// The start options of a libmicrohttpd daemon.
#pragma once

#include "http/daemon.hpp"

#include <microhttpd.h>

#include <optional>
#include <vector>

namespace coapnode::http {

unsigned flags_of(bool is_secure);

/// They point into `tls`. Limits of connections and deadlines are handled by this server, not by libmicrohttpd.
std::vector<MHD_OptionItem> options_of(Daemon* daemon, const std::optional<HttpTls>& tls);

}  // namespace coapnode::http

// SPDX-License-Identifier: MIT
/// The callbacks for libmicrohttpd. Each runs within the fence.
#pragma once

#include "http/daemon.hpp"

#include <microhttpd.h>

#include <cstdarg>

namespace coapnode::http {

/// The closure of each is the Daemon, the context of a socket its Connection, that of a request its Exchange.
struct Callbacks {
    [[gnu::format(printf, 2, 0)]] static void on_log(void* daemon, const char* format, std::va_list arguments) noexcept;
    static void on_connection(void* daemon, MHD_Connection* handle, void** connection,
                              MHD_ConnectionNotificationCode code) noexcept;
    /// Called with the raw target, before the fields are read. Returns the request's Exchange.
    static void* on_target(void* daemon, const char* target, MHD_Connection* handle) noexcept;
    static MHD_Result on_request(void* daemon, MHD_Connection* handle, const char* target, const char* method,
                                 const char* version, const char* part, std::size_t* part_size,
                                 void** exchange) noexcept;
    static void on_completed(void* daemon, MHD_Connection* handle, void** exchange,
                             MHD_RequestTerminationCode code) noexcept;
    /// Leaves the target as it is.
    static std::size_t unescape(void* daemon, MHD_Connection* handle, char* text) noexcept;
};

}  // namespace coapnode::http

// SPDX-License-Identifier: MIT
/// HttpResponse as libmicrohttpd sends it.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "coapnode/http/message.hpp"

#include <microhttpd.h>

namespace coapnode::http {

using ResponsePtr = CPtr<MHD_Response, &MHD_destroy_response>;

/// The body is shared, not copied. `is_last`: the connection is closed behind it. A field that libmicrohttpd does not
/// take (a line break in it, an empty value) is left out. Throws std::bad_alloc.
ResponsePtr make_response(const HttpResponse& response, bool is_last);

/// The head of a stream, whose bytes `read` writes.
ResponsePtr make_stream(const HttpResponse& head, MHD_ContentReaderCallback read, void* closure);

}  // namespace coapnode::http

// SPDX-License-Identifier: MIT
/// Converts an HttpResponse to a libmicrohttpd response.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "coapnode/http/message.hpp"

#include <microhttpd.h>

namespace coapnode::http {

using ResponsePtr = CPtr<MHD_Response, &MHD_destroy_response>;

/// The body is shared, not copied. `is_last`: the connection is closed after it. Fields that libmicrohttpd refuses (a
/// line break, an empty value) are skipped. Throws std::bad_alloc.
ResponsePtr make_response(const HttpResponse& response, bool is_last);

/// The answer to the HEAD of a stream.
ResponsePtr make_head(const HttpResponse& head);

/// The head of a stream; `read` supplies its data.
ResponsePtr make_stream(const HttpResponse& head, MHD_ContentReaderCallback read, void* closure);

}  // namespace coapnode::http

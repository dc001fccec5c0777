// SPDX-License-Identifier: MIT
/// The last answer of a connection, written past libmicrohttpd.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/http/message.hpp"

struct MHD_Connection;

namespace coapnode::http {

struct Connection;

/// For a head that libmicrohttpd cannot answer, for want of memory, or (0.9.75) answers with two heads. What does not
/// fit into the socket's buffer at once is lost. Whatever libmicrohttpd writes after it is lost as well.
void answer_directly(MHD_Connection* handle, const Connection& connection, const HttpResponse& response, WallTime now);

}  // namespace coapnode::http

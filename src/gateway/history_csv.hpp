// SPDX-License-Identifier: MIT
/// A node's history as comma-separated values (RFC 4180), for spreadsheets. Pure.
#pragma once

#include "coapnode/http/message.hpp"
#include "coapnode/rest/exchange.hpp"

namespace coapnode {

/// `timestamp,sensor,quantity,value,unit`: times in UTC, decimal points, a header line. `response` is /history as JSON;
/// 502 where it is none.
HttpResponse history_csv(const IncomingResponse& response);

}  // namespace coapnode

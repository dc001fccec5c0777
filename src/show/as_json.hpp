// SPDX-License-Identifier: MIT
/// Output for scripts: one JSON object per line. It is always valid JSON and UTF-8, whatever a peer sent.
#pragma once

#include "coapnode/core/error.hpp"
#include "show/arrival.hpp"
#include "show/link_tables.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// {"uri":…,"code":"2.05","name":"Content","options":{…},"payload":…,"time":"…Z","sender":…}
///
/// `payload` is the document of JSON, CBOR and SenML (with the names of JSON), a string for text, an array of objects
/// for links. Any other payload is `payload_hex` instead. Without a payload there is neither.
std::string as_json(const Arrival& arrival);

/// {"uri":…,"error":{"reason":"silent","message":…}}
std::string error_as_json(Errc reason, std::string_view message, std::string_view uri);

/// {"sender":…,"name":…,"instance":…,"links":[{"href":…,"rt":…}]}; name and instance where they are known.
std::string node_as_json(const FoundNode& node);

/// "silent", "key_refused": one word for each error of a client; "failed" for any other.
std::string_view reason_name(Errc code);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Converts a URI and the arguments to requests of the client library.
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "apps/coapnode/keyring.hpp"
#include "coap/client/client_exchange.hpp"
#include "coap/client/resolve.hpp"

#include <optional>
#include <string>

namespace coapnode {

struct Target {
    CoapUri uri;
    Host host;
    std::optional<ClientKey> key{};
    std::string key_place{};  ///< for messages: where the key comes from
};

/// An error for the user: which identity was refused, and where its key comes from.
struct Told {
    Error error;
    std::string cure;  ///< empty: that of the error's code
};
Told told_of(const Error& error, const Target& target);

/// Errors: those of Keyring::find().
Result<Target> target_of(const CoapUri& uri, const Keyring& keyring);

/// Sets Uri-Host when the target's host is a name (RFC 7252 section 6.4).
OutgoingRequest addressed(OutgoingRequest request, const Target& target);

/// Without a payload.
OutgoingRequest request_to(const Target& target, Method method, const Arguments& arguments);

ExchangeOptions exchange_options(const Arguments& arguments);

}  // namespace coapnode

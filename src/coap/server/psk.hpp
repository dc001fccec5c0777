// SPDX-License-Identifier: MIT
/// The identities that may open a DTLS session, their keys and their roles.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class PskStore {
public:
    PskStore();

    /// Takes over a new list. Returns the identities whose sessions must end: those removed, and those whose key
    /// changed.
    std::vector<std::string> replace(std::vector<Identity> identities);

    /// The key to shake hands with. An unknown identity gets a random key that nobody has, so that the handshake fails
    /// just as with a wrong key and does not tell which identities exist. Valid until replace().
    [[nodiscard]] ByteView key_for(std::string_view identity) const;

    /// What a session that was opened as `identity` with `key` may do; nullopt when the identity is not in the list any
    /// more or has another key now.
    [[nodiscard]] std::optional<Role> role_of(std::string_view identity, ByteView key) const;

    [[nodiscard]] bool empty() const { return identities_.empty(); }

private:
    [[nodiscard]] const Identity* find(std::string_view identity) const;

    std::vector<Identity> identities_;
    Bytes decoy_;
};

}  // namespace coapnode

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

    /// Replaces the list. Returns the identities whose sessions must end: removed ones and those with a new key.
    std::vector<std::string> replace(std::vector<Identity> identities);

    /// The key for a handshake. An unknown identity gets a random key, so that the handshake fails as with a wrong key
    /// and does not reveal which identities exist. Valid until replace().
    [[nodiscard]] ByteView key_for(std::string_view identity) const;

    /// The role of a session of `identity` with `key`; nullopt when the identity was removed or has another key now.
    [[nodiscard]] std::optional<Role> role_of(std::string_view identity, ByteView key) const;

    [[nodiscard]] bool empty() const { return identities_.empty(); }

private:
    [[nodiscard]] const Identity* find(std::string_view identity) const;

    std::vector<Identity> identities_;
    Bytes decoy_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The service's part of pairing: exchanges a code for a token and recognises the token until it is revoked. The
/// owner's commands add codes to the store and remove tokens from it.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "gateway/access/token_table.hpp"
#include "gateway/access/wrong_code_budget.hpp"
#include "gateway/mapping/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The answer to the device.
struct NewToken {
    std::string token;
    std::string name;
    Role role = Role::read;
};

class Pairing {
public:
    /// All must outlive it. Existing codes become invalid: they may be from before the last boot, which restarted the
    /// clock.
    Pairing(PairingStore& store, const Clock& clock, Log& log);
    Pairing(const Pairing&) = delete;
    Pairing& operator=(const Pairing&) = delete;

    /// Errors: 403 for an unknown or used code, 410 for an expired one, 429 for a client with too many wrong codes, 503
    /// when the token cannot be stored; the code then stays valid.
    OrProblem<NewToken> exchange(std::string_view code, const Peer::Address& client, const TokenTable& configured);

    /// nullptr when the token is unknown or the store cannot be read. Valid until the next call.
    [[nodiscard]] const TokenHolder* find(std::string_view token);

    /// A number that changes whenever tokens may have been added or removed.
    [[nodiscard]] std::uint64_t revision() { return store_.revision(); }

private:
    void refresh();
    OrProblem<PairingCode> valid_code(std::string_view code, const Peer::Address& client);
    [[nodiscard]] HttpResponse not_now(const Error& error);

    PairingStore& store_;
    const Clock& clock_;
    Log& log_;
    WrongCodeBudget budget_;
    std::vector<PairingCode> void_;
    std::optional<std::uint64_t> known_;  ///< the revision of `tokens_`
    TokenTable tokens_;
};

}  // namespace coapnode

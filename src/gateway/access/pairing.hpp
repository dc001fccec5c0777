// SPDX-License-Identifier: MIT
/// The service's side of pairing: a code is exchanged for a token, and the token is recognised until it is taken away.
/// The other side is the command of the owner, which puts codes into the store and takes tokens out of it.
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

/// What the device gets.
struct NewToken {
    std::string token;
    std::string name;
    Role role = Role::read;
};

class Pairing {
public:
    /// All outlive it. Codes of before are void: they may be of before the machine's start, whose clock began anew.
    Pairing(PairingStore& store, const Clock& clock, Log& log);
    Pairing(const Pairing&) = delete;
    Pairing& operator=(const Pairing&) = delete;

    /// Errors: 403 for a code that nobody has or that was used, 410 for one that is no longer valid, 429 for a client
    /// with too many wrong ones, 503 where the token cannot be stored: then the code stays good.
    OrProblem<NewToken> exchange(std::string_view code, const Peer::Address& client, const TokenTable& configured);

    /// nullptr: nobody has this token, or none can be read now. Valid until the next call.
    [[nodiscard]] const TokenHolder* find(std::string_view token);

    /// Another number whenever tokens may have come or gone.
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
    std::optional<std::uint64_t> known_;  ///< the revision that `tokens_` is of
    TokenTable tokens_;
};

}  // namespace coapnode

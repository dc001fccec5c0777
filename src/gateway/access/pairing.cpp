// SPDX-License-Identifier: MIT
#include "gateway/access/pairing.hpp"

#include "coapnode/core/ip_address.hpp"
#include "coapnode/core/role.hpp"
#include "gateway/access/pairings.hpp"
#include "gateway/access/secret.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

HttpResponse later(std::uint16_t status, std::string_view detail, Duration pause)
{
    return with_field(problem(status, detail), "retry-after", std::to_string(whole_seconds_up(pause)));
}

}  // namespace

Pairing::Pairing(PairingStore& store, const Clock& clock, Log& log) : store_{store}, clock_{clock}, log_{log}
{
    if (auto stored = store_.load()) void_ = std::move(stored->codes);
    refresh();  // logs a file that cannot be read
}

void Pairing::refresh()
{
    const auto revision = store_.revision();
    if (known_ == revision) return;
    known_ = revision;
    const auto stored = store_.load();
    tokens_ = stored ? TokenTable{stored->tokens} : TokenTable{};
    if (!stored) log_.error("pairing", "no paired device has access: " + stored.error().message);
}

const TokenHolder* Pairing::find(std::string_view token)
{
    refresh();
    return tokens_.find(token);
}

OrProblem<NewToken> Pairing::exchange(std::string_view code, const Peer::Address& client, const TokenTable& configured)
{
    const auto valid = valid_code(code, client);
    if (!valid) return tl::unexpected{valid.error()};
    if (configured.has_holder(valid->name))
        return refuse(403, "the gateway's configuration already has a token with this name");
    auto token = random_secret(paired_token_bytes);
    if (!token) return refuse(503, "the kernel did not provide random bytes");
    const PairedToken paired{valid->name, valid->role, digest_of(*token), clock_.wall_now()};
    const auto done =
        store_.change([&](Pairings& pairings) { return exchange_code(pairings, *valid, paired, clock_.now()); });
    if (!done) return tl::unexpected{not_now(done.error())};
    log_.info("pairing", paired.name + " is paired, with the role " + std::string{role_name(paired.role)} + ", from " +
                             to_text(client));
    return NewToken{*std::move(token), paired.name, paired.role};
}

OrProblem<PairingCode> Pairing::valid_code(std::string_view code, const Peer::Address& client)
{
    if (!budget_.allows(client, clock_.now())) {
        return tl::unexpected{later(429, "too many wrong codes: try again in a minute", WrongCodeBudget::pause)};
    }
    const auto stored = store_.load();
    if (!stored) return tl::unexpected{not_now(stored.error())};
    const auto* const found = find_code(*stored, code);
    if (found == nullptr) {
        budget_.note_wrong_code(client, clock_.now());
        log_.warning("wrong code", to_text(client) + " sent a pairing code that is wrong or was already used");
        return refuse(403, "this code is wrong or was already used: make another one with coapnode-gateway --pair");
    }
    const bool is_void = std::ranges::find(void_, *found) != void_.end();
    if (!is_void && is_valid(*found, clock_.now())) return *found;
    return refuse(410, "this code is too old: make another one with coapnode-gateway --pair");
}

HttpResponse Pairing::not_now(const Error& error)
{
    if (error == Errc::refused) return problem(403, error.message);
    if (error == Errc::busy) return later(503, "another device is being paired: try again in a second", 1s);
    log_.error("pairing", sentence(error));
    return problem(503, "the gateway cannot store the token: see its log");
}

}  // namespace coapnode

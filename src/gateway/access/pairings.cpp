// SPDX-License-Identifier: MIT
#include "gateway/access/pairings.hpp"

#include "gateway/access/secret.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace coapnode {

namespace {

Result<void> check_place_for_token(const Pairings& pairings)
{
    if (pairings.tokens.size() < most_paired_tokens) return {};
    return fail(Errc::busy, std::to_string(most_paired_tokens) + " devices are paired, which is the limit");
}

}  // namespace

bool is_valid(const PairingCode& code, Instant now)
{
    return code.made_at <= now && now - code.made_at < pairing_code_lifetime;
}

const PairingCode* find_code(const Pairings& pairings, std::string_view code)
{
    const auto asked = digest_of(code);
    const PairingCode* found = nullptr;
    for (const auto& one : pairings.codes)
        found = is_same(one.code, asked) ? &one : found;  // no early exit: all are compared
    return found;
}

bool is_paired(const Pairings& pairings, std::string_view name)
{
    return std::ranges::find(pairings.tokens, name, &PairedToken::name) != pairings.tokens.end();
}

Result<void> add_code(Pairings& pairings, PairingCode code, Instant now)
{
    if (is_paired(pairings, code.name)) return fail(Errc::bad_input, code.name + " is already paired");
    if (auto place = check_place_for_token(pairings); !place) return place;
    std::erase_if(pairings.codes, [&](const auto& one) { return one.name == code.name || !is_valid(one, now); });
    if (pairings.codes.size() >= most_pairing_codes) {
        return fail(Errc::busy, std::to_string(most_pairing_codes) + " pairing codes are unused, which is the limit");
    }
    pairings.codes.push_back(std::move(code));
    return {};
}

Result<void> exchange_code(Pairings& pairings, const PairingCode& code, const PairedToken& token, Instant now)
{
    if (std::erase(pairings.codes, code) == 0 || !is_valid(code, now)) {
        return fail(Errc::refused, "the code was already used");
    }
    if (is_paired(pairings, token.name)) return fail(Errc::refused, token.name + " is already paired");
    if (auto place = check_place_for_token(pairings); !place) return place;
    pairings.tokens.push_back(token);
    return {};
}

bool remove_pairing(Pairings& pairings, std::string_view name)
{
    const auto codes = std::erase_if(pairings.codes, [&](const auto& code) { return code.name == name; });
    const auto tokens = std::erase_if(pairings.tokens, [&](const auto& token) { return token.name == name; });
    return codes + tokens > 0;
}

}  // namespace coapnode

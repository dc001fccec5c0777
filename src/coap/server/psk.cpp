// SPDX-License-Identifier: MIT
#include "coap/server/psk.hpp"

#include "coapnode/core/random.hpp"

#include <algorithm>
#include <stdexcept>

namespace coapnode {

namespace {

Bytes random_key()
{
    Bytes key(32);
    if (!fill_with_random(key)) throw std::runtime_error{"the kernel gives no random numbers (getrandom failed)"};
    return key;
}

}  // namespace

PskStore::PskStore() : decoy_{random_key()} {}

std::vector<std::string> PskStore::replace(std::vector<Identity> identities)
{
    identities_.swap(identities);
    std::vector<std::string> ended;
    for (const auto& before : identities) {
        const auto* const now = find(before.identity);
        if (now == nullptr || now->key != before.key) ended.push_back(before.identity);
    }
    return ended;
}

ByteView PskStore::key_for(std::string_view identity) const
{
    const auto* const found = find(identity);
    return found != nullptr ? ByteView{found->key} : ByteView{decoy_};
}

std::optional<Role> PskStore::role_of(std::string_view identity, ByteView key) const
{
    const auto* const found = find(identity);
    if (found == nullptr || !std::equal(key.begin(), key.end(), found->key.begin(), found->key.end()))
        return std::nullopt;
    return found->role;
}

const Identity* PskStore::find(std::string_view identity) const
{
    const auto found = std::find_if(identities_.begin(), identities_.end(),
                                    [&](const Identity& candidate) { return candidate.identity == identity; });
    return found == identities_.end() ? nullptr : &*found;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// A PairingStore in memory, which can fail.
#pragma once

#include "coapnode/store/pairing_store.hpp"

#include <optional>

namespace coapnode {

class FakePairingStore final : public PairingStore {
public:
    [[nodiscard]] std::uint64_t revision() override { return number; }
    [[nodiscard]] Result<Pairings> load() override
    {
        ++loads;
        if (unreadable) return tl::unexpected{*unreadable};
        return stored;
    }
    [[nodiscard]] Result<void> change(const Change& change) override
    {
        if (unwritable) return tl::unexpected{*unwritable};
        auto next = stored;
        if (auto done = change(next); !done) return done;
        put(next);
        return {};
    }

    /// As another process does.
    void put(const Pairings& pairings)
    {
        stored = pairings;
        ++number;
    }

    Pairings stored;
    std::uint64_t number = 0;
    unsigned loads = 0;
    std::optional<Error> unreadable;
    std::optional<Error> unwritable;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// A PairingStore in one JSON file, FOLDER/pairings.json, which is replaced as a whole at each change. Who changes it
/// holds a lock on the folder (flock(2)).
#pragma once

#include "coapnode/store/pairing_store.hpp"

#include <array>
#include <cstddef>
#include <filesystem>

namespace coapnode {

class PairingFile final : public PairingStore {
public:
    /// More than the most codes and tokens take.
    static constexpr std::size_t largest_file = 262'144;

    /// Whether change() waits for another process that is at it, or fails with busy: a loop must not wait.
    enum class WhileLocked { fail, wait };

    PairingFile(const std::filesystem::path& folder, WhileLocked while_locked);

    [[nodiscard]] std::uint64_t revision() override;
    /// A link is not followed: root works here, too, in a folder that is another user's.
    [[nodiscard]] Result<Pairings> load() override;
    /// The folder is not made.
    [[nodiscard]] Result<void> change(const Change& change) override;

private:
    /// Of a file that was not changed meanwhile: each change puts a new one in its place.
    using Stamp = std::array<std::int64_t, 6>;
    [[nodiscard]] Stamp stamp() const;

    std::filesystem::path folder_;
    std::filesystem::path file_;
    WhileLocked while_locked_;
    Stamp last_stamp_{};
    std::uint64_t revision_ = 0;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The file state.json in the state folder:
/// `{"leds":{"lamp":true},"thermostat":{"configured":20000,"target":21500}}`, targets in thousandths of °C.
///
/// A save writes state.json.new, syncs it to the disk, and renames it. Only the user of the daemon can read it. A file
/// that cannot be read, or is not a regular file, is left alone.
#pragma once

#include "coapnode/store/kept_store.hpp"

#include <cstddef>
#include <filesystem>

namespace coapnode {

class StateFile final : public KeptStore {
public:
    /// More than the configuration's longest list of LEDs takes.
    static constexpr std::size_t largest_file = 16'384;

    /// A missing `folder` is made by the first save.
    explicit StateFile(std::filesystem::path folder);

    [[nodiscard]] Result<KeptValues> load() override;
    [[nodiscard]] Result<void> save(const KeptValues& values) override;

    /// Removes the file, where there is one. Errors as those of save().
    [[nodiscard]] Result<void> forget();

private:
    std::filesystem::path folder_;
    std::filesystem::path file_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// A folder with a daemon's configuration and key files, gone at the end of the test.
#pragma once

#include "support/settings_folder.hpp"

#include "coapnode/config/load.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

class ConfigFolder : public SettingsFolder {
public:
    [[nodiscard]] tl::expected<Config, Mistakes> load(std::string_view text, unsigned mode = 0600) const
    {
        return load_config(write("coapnode.yaml", text, mode), "raspberrypi");
    }

    /// As SettingsFolder::mistakes_of() has them.
    [[nodiscard]] std::vector<std::string> mistakes(std::string_view text, unsigned mode = 0600) const
    {
        return mistakes_of(load(text, mode), "coapnode.yaml");
    }
};

}  // namespace coapnode::testing

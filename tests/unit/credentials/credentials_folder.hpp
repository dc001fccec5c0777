// SPDX-License-Identifier: MIT
/// A folder with a credentials file and key files, gone at the end of the test.
#pragma once

#include "support/settings_folder.hpp"

#include "coapnode/credentials/credentials.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

class CredentialsFolder : public SettingsFolder {
public:
    [[nodiscard]] tl::expected<Credentials, Mistakes> load(std::string_view text, unsigned mode = 0600) const
    {
        return load_credentials(write("credentials.yaml", text, mode));
    }

    /// As SettingsFolder::mistakes_of() has them.
    [[nodiscard]] std::vector<std::string> mistakes(std::string_view text, unsigned mode = 0600) const
    {
        return mistakes_of(load(text, mode), "credentials.yaml");
    }
};

}  // namespace coapnode::testing

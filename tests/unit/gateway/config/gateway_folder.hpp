// SPDX-License-Identifier: MIT
/// A folder with a gateway's configuration and the files that it names, gone at the end of the test.
#pragma once

#include "support/settings_folder.hpp"

#include "gateway/config/load.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

inline constexpr std::string_view certificate_in_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
inline constexpr std::string_view key_in_pem = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n";
inline constexpr std::string_view token_of_phone = "7011ce33445d667788ab";
inline constexpr std::string_view psk_in_hex = "39383736353433323130616263646566";

class GatewayFolder : public SettingsFolder {
public:
    /// phone.token, living-room.psk, cert.pem and key.pem.
    void write_named_files() const
    {
        write("phone.token", std::string{token_of_phone} + '\n', 0640);
        write("living-room.psk", psk_in_hex, 0640);
        write("cert.pem", certificate_in_pem, 0644);
        write("key.pem", key_in_pem, 0640);
    }

    [[nodiscard]] tl::expected<GatewayConfig, Mistakes> load(std::string_view text, unsigned mode = 0600) const
    {
        return load_gateway_config(write("gateway.yaml", text, mode));
    }

    /// As SettingsFolder::mistakes_of() has them.
    [[nodiscard]] std::vector<std::string> mistakes(std::string_view text, unsigned mode = 0600) const
    {
        return mistakes_of(load(text, mode), "gateway.yaml");
    }
};

}  // namespace coapnode::testing

// SPDX-License-Identifier: MIT
/// A folder with a gateway's configuration and the files that it names, gone at the end of the test.
#pragma once

#include "support/temporary_directory.hpp"

#include "gateway/config/load.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

inline constexpr std::string_view certificate_in_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
inline constexpr std::string_view key_in_pem = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n";
inline constexpr std::string_view token_of_phone = "7011ce33445d667788ab";
inline constexpr std::string_view psk_in_hex = "39383736353433323130616263646566";

class GatewayFolder {
public:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

    std::filesystem::path write(const std::string& name, std::string_view text, unsigned mode = 0600) const
    {
        folder_.write(name, text);
        std::filesystem::permissions(path(name), std::filesystem::perms{mode});
        return path(name);
    }

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

    /// Each as "LINE:COLUMN: message", or " message" without a place; none where the text loads.
    [[nodiscard]] std::vector<std::string> mistakes(std::string_view text, unsigned mode = 0600) const
    {
        std::vector<std::string> lines;
        const auto loaded = load(text, mode);
        if (loaded) return lines;
        for (const auto& mistake : loaded.error())
            lines.push_back(to_string(mistake).substr(path("gateway.yaml").string().size() + 1));
        return lines;
    }

private:
    TemporaryDirectory folder_;
};

}  // namespace coapnode::testing

template <>
struct doctest::StringMaker<std::vector<std::string>> {
    static doctest::String convert(const std::vector<std::string>& lines)
    {
        std::string all;
        for (const auto& line : lines)
            all += "\n    " + line;
        return all.c_str();
    }
};

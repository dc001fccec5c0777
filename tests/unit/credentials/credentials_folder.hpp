// SPDX-License-Identifier: MIT
/// A folder with a credentials file and key files, gone at the end of the test.
#pragma once

#include "support/temporary_directory.hpp"

#include "coapnode/credentials/credentials.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

class CredentialsFolder {
public:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

    std::filesystem::path write(const std::string& name, std::string_view text, unsigned mode = 0600) const
    {
        folder_.write(name, text);
        std::filesystem::permissions(path(name), std::filesystem::perms{mode});
        return path(name);
    }

    [[nodiscard]] tl::expected<Credentials, Mistakes> load(std::string_view text, unsigned mode = 0600) const
    {
        return load_credentials(write("credentials.yaml", text, mode));
    }

    /// Each as "LINE:COLUMN: message", or " message" without a place; none where the text loads.
    [[nodiscard]] std::vector<std::string> mistakes(std::string_view text, unsigned mode = 0600) const
    {
        std::vector<std::string> lines;
        const auto loaded = load(text, mode);
        if (loaded) return lines;
        for (const auto& mistake : loaded.error())
            lines.push_back(to_string(mistake).substr(path("credentials.yaml").string().size() + 1));
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

// SPDX-License-Identifier: MIT
/// A folder of its own for the files of one test, gone at its end.
#pragma once

#include "support/temporary_directory.hpp"

#include "coapnode/config/load.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

inline constexpr auto private_mode = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

class ConfigFolder {
public:
    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_.path() / name; }

    std::filesystem::path write(const std::string& name, std::string_view text,
                                std::filesystem::perms mode = private_mode) const
    {
        std::ofstream{file(name), std::ios::binary} << text;
        std::filesystem::permissions(file(name), mode);
        return file(name);
    }

    [[nodiscard]] tl::expected<Config, Mistakes> load(std::string_view text,
                                                      std::filesystem::perms mode = private_mode) const
    {
        return load_config(write("coapnode.yaml", text, mode), "raspberrypi");
    }

    /// Each as "LINE:COLUMN: message"; none where the text loads.
    [[nodiscard]] std::vector<std::string> mistakes(std::string_view text,
                                                    std::filesystem::perms mode = private_mode) const
    {
        const auto config = load(text, mode);
        if (config) return {};
        std::vector<std::string> lines;
        const auto prefix = file("coapnode.yaml").string() + ":";
        for (const auto& mistake : config.error()) {
            auto line = to_string(mistake);
            lines.push_back(line.starts_with(prefix) ? line.substr(prefix.size()) : line);
        }
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

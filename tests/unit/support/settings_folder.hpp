// SPDX-License-Identifier: MIT
/// A folder with a file of settings and the files that it names, gone at the end of the test.
#pragma once

#include "support/temporary_directory.hpp"

#include "coapnode/yaml/mistake.hpp"

#include <doctest/doctest.h>

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

class SettingsFolder {
public:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

    std::filesystem::path write(const std::string& name, std::string_view text, unsigned mode = 0600) const
    {
        folder_.write(name, text);
        std::filesystem::permissions(path(name), std::filesystem::perms{mode});
        return path(name);
    }

protected:
    /// Each as "LINE:COLUMN: message", or " message" without a place; none where the file `name` was loaded.
    template <class Loaded>
    [[nodiscard]] std::vector<std::string> mistakes_of(const tl::expected<Loaded, Mistakes>& loaded,
                                                       const std::string& name) const
    {
        if (loaded) return {};
        std::vector<std::string> lines;
        const auto prefix = path(name).string() + ":";
        for (const auto& mistake : loaded.error()) {
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

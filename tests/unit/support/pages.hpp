// SPDX-License-Identifier: MIT
/// The YAML that the pages print.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode::testing {

inline std::string content_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

/// README.md and docs/*, below `root`.
inline std::vector<std::filesystem::path> pages_of(const std::filesystem::path& root)
{
    std::vector<std::filesystem::path> pages{root / "README.md"};
    for (const auto& entry : std::filesystem::directory_iterator{root / "docs"})
        pages.push_back(entry.path());
    return pages;
}

/// What stands between ```yaml and ```.
inline std::vector<std::string> yaml_blocks(const std::string& text)
{
    constexpr std::string_view fence = "```yaml\n";
    std::vector<std::string> blocks;
    for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
        at += fence.size();
        blocks.push_back(text.substr(at, text.find("```", at) - at));
    }
    return blocks;
}

/// Whether a block is of gateway.yaml, as its first line says; otherwise it is of coapnode.yaml.
inline bool is_of_gateway(const std::string& block)
{
    return block.starts_with("# gateway.yaml\n");
}

}  // namespace coapnode::testing

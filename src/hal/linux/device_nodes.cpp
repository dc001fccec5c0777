// SPDX-License-Identifier: MIT
#include "hal/linux/device_nodes.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

std::optional<unsigned> number_behind(std::string_view prefix, std::string_view name)
{
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    unsigned number{};
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
    return number;
}

}  // namespace

std::vector<std::string> device_nodes(const std::string& directory, std::string_view prefix)
{
    std::vector<std::pair<unsigned, std::string>> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry{directory, error}, end; !error && entry != end;
         entry.increment(error)) {
        std::error_code unknown_type;  // an entry that has vanished is not a link; opening it fails
        if (entry->is_symlink(unknown_type)) continue;
        const auto number = number_behind(prefix, entry->path().filename().string());
        if (number) found.emplace_back(*number, entry->path().string());
    }
    std::sort(found.begin(), found.end());

    std::vector<std::string> paths;
    paths.reserve(found.size());
    for (auto& [number, path] : found)
        paths.push_back(std::move(path));
    return paths;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "hal/mock/mock_files.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

namespace coapnode {

namespace {

/// "0x44"
std::string file_name(const I2cAddress& where)
{
    const auto place = to_string(where);
    return place.substr(0, place.find(' '));
}

}  // namespace

MockFiles MockFiles::from_environment()
{
    const char* const directory = std::getenv("COAPNODE_MOCK_DIR");
    return directory != nullptr ? MockFiles{directory} : MockFiles{};
}

Result<std::optional<Injection>> MockFiles::injection(const I2cAddress& where) const
{
    if (directory_.empty()) return std::nullopt;
    const auto path = directory_ / std::filesystem::path{where.bus}.filename() / file_name(where);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    const auto parsed = parse_injection(text.str());
    if (!parsed)
        return fail(parsed.error().code, "'" + parsed.error().message + "' in " + path.string() + " is not valid");
    return *parsed;
}

std::optional<std::filesystem::path> MockFiles::sysfs() const
{
    std::error_code failed;
    const auto folder = directory_ / "sys";
    if (directory_.empty() || !std::filesystem::is_directory(folder, failed)) return std::nullopt;
    return folder;
}

Result<void> MockFiles::show_line(const std::string& name, bool high) const
{
    if (directory_.empty()) return {};
    const auto lines = directory_ / "lines";
    const auto fresh = lines / ("." + name);
    std::error_code error;
    std::filesystem::create_directories(lines, error);
    std::ofstream file{fresh};
    file << (high ? "high\n" : "low\n");
    file.close();
    // Whoever reads the file finds the old level or the new one, never an empty file.
    if (file) std::filesystem::rename(fresh, lines / name, error);
    if (!file || error) return fail(Errc::line_io, "cannot write " + (lines / name).string());
    return {};
}

}  // namespace coapnode

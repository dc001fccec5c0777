// SPDX-License-Identifier: MIT
#include "coapnode/credentials/credentials.hpp"
#include "credentials/keys.hpp"
#include "yaml/text_file.hpp"
#include "yaml/tree.hpp"

#include <system_error>

namespace coapnode {

namespace {

constexpr std::string_view form =
    "the line 'hosts:' and below it, for each host, '- {host: pi.local, identity: phone, key_file: phone.psk}'";

tl::unexpected<Mistakes> only_mistake(const std::filesystem::path& file, std::string complaint)
{
    return tl::unexpected{Mistakes{{file.string(), 0, 0, std::move(complaint)}}};
}

tl::expected<Credentials, Mistakes> read(std::string_view text, const std::filesystem::path& file)
{
    Report report{file.string()};
    CredentialsFile content;
    const auto tree = parse_yaml(text, report);
    auto in = tree ? YamlSection::open(*tree, report, form) : std::nullopt;
    CredentialsReading reading{file};
    if (in && !tree->children.empty() && !in->has("hosts")) {
        report.add(in->place(), "the key 'hosts' is missing: write " + std::string{form});
    } else if (in) {
        credentials_keys().read(*in, content, reading);
    }
    if (!report.empty()) return tl::unexpected{report.sorted()};
    return Credentials{std::move(content.hosts)};
}

}  // namespace

std::filesystem::path default_credentials_file(const char* xdg_config_home, const char* home)
{
    const std::filesystem::path name = "coapnode/credentials.yaml";
    // The XDG specification has relative paths ignored.
    if (xdg_config_home != nullptr && std::filesystem::path{xdg_config_home}.is_absolute())
        return xdg_config_home / name;
    if (home != nullptr && *home != '\0') return home / (".config" / name);
    return {};
}

tl::expected<Credentials, Mistakes> load_credentials(const std::filesystem::path& file)
{
    const auto content = read_text_file(file, max_credentials_size);
    if (!content) return only_mistake(file, content.error().message);
    if (content->open_to_group || content->open_to_others)
        return only_mistake(file, "other users can read or write this file: chmod 600 " + file.string());
    return read(content->text, file);
}

tl::expected<Credentials, Mistakes> load_credentials_if_any(const std::filesystem::path& file)
{
    std::error_code ignored;
    const auto status = std::filesystem::symlink_status(file, ignored);
    if (file.empty() || status.type() == std::filesystem::file_type::not_found) return Credentials{};
    return load_credentials(file);
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/config/file/key_files.hpp"

#include "coapnode/config/file/secret_file.hpp"
#include "coapnode/config/load.hpp"
#include "coapnode/core/random.hpp"
#include "config/keys.hpp"
#include "config/psk_keys.hpp"
#include "config/values.hpp"
#include "yaml/text_file.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <optional>

namespace coapnode {

namespace {

constexpr std::size_t made_psk_size = 32;

void add(std::vector<KeyFile>& files, const std::filesystem::path& file, const std::string& identity)
{
    const auto known =
        std::find_if(files.begin(), files.end(), [&](const KeyFile& candidate) { return candidate.file == file; });
    if (known == files.end()) {
        files.push_back({file, {identity}});
    } else {
        known->identities.push_back(identity);
    }
}

WantedKeys named_in(YamlSection configuration, const std::filesystem::path& folder)
{
    WantedKeys wanted{.files = {}, .listen = DtlsConfig{}.listen};
    auto dtls = configuration.section("dtls", "keys");
    if (!dtls) return wanted;
    if (const auto given = dtls->list("listen", max_listen_addresses, listen_address())) {
        wanted.listen.clear();
        for (const auto& [address, where] : *given)
            wanted.listen.push_back(address);
    }
    for (auto& item : dtls->sections("identities", max_identities, "an identity")) {
        std::string identity;
        std::string file;
        const bool is_named =
            item.require("identity", identity, identity_name()) && item.option("psk_file", file, key_file_name());
        if (is_named) add(wanted.files, folder / file, identity);
    }
    return wanted;
}

/// A byte that is not NUL or a newline; nullopt when the kernel did not provide random bytes.
std::optional<std::uint8_t> random_byte()
{
    std::uint8_t byte{};
    do {
        if (!fill_with_random({&byte, 1})) return std::nullopt;
    } while (byte == '\0' || byte == '\n');
    return byte;
}

std::optional<std::string> random_key_in_hex()
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (std::size_t i = 0; i < made_psk_size; ++i) {
        const auto byte = random_byte();
        if (!byte) return std::nullopt;
        hex += digits[*byte >> 4];
        hex += digits[*byte & 0xf];
    }
    return hex;
}

std::optional<std::string> content_of(const KeyFile& wanted)
{
    std::string content;
    for (const auto& identity : wanted.identities) {
        const auto hex = random_key_in_hex();
        if (!hex) return std::nullopt;
        content += wanted.identities.size() > 1 ? identity + ':' + *hex + '\n' : *hex + '\n';
    }
    return content;
}

}  // namespace

tl::expected<WantedKeys, Mistakes> wanted_keys_of(const std::filesystem::path& config)
{
    Report report{config.string()};
    const auto content = read_text_file(config, max_config_size);
    if (!content) {
        report.add({}, content.error().message);
    } else if (const auto tree = parse_yaml(content->text, report, title_key)) {
        Report ignored{config.string()};
        const auto configuration = YamlSection::open(*tree, ignored, "keys");
        if (configuration) return named_in(*configuration, config.parent_path());
        return WantedKeys{.files = {}, .listen = DtlsConfig{}.listen};
    }
    return tl::unexpected{report.sorted()};
}

Result<void> make_key_file(const KeyFile& wanted, const std::filesystem::path& like)
{
    const auto content = content_of(wanted);
    if (!content)
        return fail(Errc::not_stored,
                    wanted.file.string() + " cannot be created: the kernel did not provide random bytes");
    return make_secret_file(wanted.file, *content, like);
}

}  // namespace coapnode

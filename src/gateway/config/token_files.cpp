// SPDX-License-Identifier: MIT
#include "gateway/config/token_files.hpp"

#include "coapnode/config/file/secret_file.hpp"
#include "coapnode/core/hex.hpp"
#include "coapnode/core/random.hpp"
#include "gateway/config/keys.hpp"
#include "gateway/config/load.hpp"
#include "yaml/text_file.hpp"
#include "yaml/tree.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace coapnode {

namespace {

std::vector<TokenFile> named_in(YamlSection configuration, const std::filesystem::path& folder)
{
    std::vector<TokenFile> files;
    for (auto& item : configuration.sections("tokens", max_tokens, "a token")) {
        std::string name;
        std::string file;
        const auto text = printable_text(4096);
        if (item.require("name", name, text) && item.option("token_file", file, text))
            files.push_back({folder / file, name});
    }
    return files;
}

std::optional<std::string> random_token()
{
    std::array<std::uint8_t, 16> bytes{};
    return fill_with_random(bytes) ? std::optional{to_hex(bytes)} : std::nullopt;
}

}  // namespace

tl::expected<std::vector<TokenFile>, Mistakes> wanted_token_files(const std::filesystem::path& config)
{
    Report report{config.string()};
    const auto content = read_text_file(config, max_gateway_config_size);
    if (!content) {
        report.add({}, content.error().message);
    } else if (const auto tree = parse_yaml(content->text, report)) {
        Report ignored{{}};
        auto configuration = YamlSection::open(*tree, ignored, "keys");
        if (configuration) return named_in(std::move(*configuration), config.parent_path());
        return std::vector<TokenFile>{};
    }
    return tl::unexpected{report.sorted()};
}

Result<void> make_token_file(const TokenFile& wanted, const std::filesystem::path& like)
{
    const auto token = random_token();
    if (!token)
        return fail(Errc::not_stored,
                    wanted.file.string() + " cannot be created: the kernel did not provide random bytes");
    return make_secret_file(wanted.file, *token + '\n', like);
}

}  // namespace coapnode

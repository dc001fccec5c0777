// SPDX-License-Identifier: MIT
#include "gateway/config/load.hpp"

#include "config/empty_file.hpp"
#include "gateway/config/keys.hpp"
#include "yaml/text_file.hpp"
#include "yaml/tree.hpp"

namespace coapnode {

namespace {

constexpr std::string_view missing_key = "copy it from the node, where coapnoded --init made it";

}  // namespace

tl::expected<GatewayConfig, Mistakes> read_gateway_config(std::string_view text, const SourceFile& file)
{
    Report report{file.path.string()};
    GatewayConfig config;
    const bool is_blank = holds_nothing(text);
    const auto tree = is_blank ? std::nullopt : parse_yaml(text, report);
    if (is_blank || (tree && tree->kind == YamlNode::Kind::nothing)) {
        report.add({}, empty_file_complaint);
    } else if (tree) {
        auto in = YamlSection::open(*tree, report, "keys such as listen: and nodes:");
        GatewayReading reading{{file.path, file.open_to_others, missing_key}, report};
        if (in) gateway_keys().read(*in, config, reading);
    }
    if (report.empty()) return config;
    return tl::unexpected{report.sorted()};
}

tl::expected<GatewayConfig, Mistakes> load_gateway_config(const std::filesystem::path& file)
{
    const auto content = read_text_file(file, max_gateway_config_size);
    if (content) return read_gateway_config(content->text, {file, content->open_to_others});
    return tl::unexpected{Mistakes{{file.string(), 0, 0, content.error().message}}};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/config/load.hpp"

#include "config/empty_file.hpp"
#include "config/keys.hpp"
#include "yaml/text_file.hpp"
#include "yaml/tree.hpp"

namespace coapnode {

namespace {

tl::expected<Config, Mistakes> load(std::string_view text, const SourceFile& file, const std::string& host_name)
{
    Report report{file.path.string()};
    Config config;
    config.device.id = host_name;
    const bool is_blank = holds_nothing(text);
    const auto tree = is_blank ? std::nullopt : parse_yaml(text, report, title_key);
    if (is_blank || (tree && tree->kind == YamlNode::Kind::nothing)) {
        report.add({}, empty_file_complaint);
    } else if (tree) {
        auto in = YamlSection::open(*tree, report, "keys such as device: and sensors:");
        NodeReading reading{file, config};
        if (in) node_keys().read(*in, config, reading);
    }
    if (report.empty()) return config;
    return tl::unexpected{report.sorted()};
}

tl::unexpected<Mistakes> only_mistake(const std::filesystem::path& file, const std::string& complaint)
{
    Report report{file.string()};
    report.add({}, complaint);
    return tl::unexpected{report.sorted()};
}

}  // namespace

tl::expected<Config, Mistakes> load_config(const std::filesystem::path& file, const std::string& host_name)
{
    const auto content = read_text_file(file, max_config_size);
    if (content) return load(content->text, {file, content->open_to_others}, host_name);
    return only_mistake(file, content.error().message);
}

tl::expected<Config, Mistakes> load_config_text(std::string_view text, const std::filesystem::path& file,
                                                const std::string& host_name)
{
    // With its keys restored it may be larger than the sent text.
    if (text.size() > max_config_size) return only_mistake(file, larger_than(max_config_size));
    const auto before = read_text_file(file, max_config_size);
    if (before) return load(text, {file, before->open_to_others}, host_name);
    return only_mistake(file, before.error().message);
}

}  // namespace coapnode

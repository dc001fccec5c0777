// SPDX-License-Identifier: MIT
#include "coapnode/config/load.hpp"

#include "config/load_parts.hpp"
#include "yaml/text_file.hpp"

namespace coapnode {

namespace {

void load_sections(YamlSection in, Config& config, const SourceFile& file)
{
    Once addresses;
    if (auto device = in.section("device", "keys such as id:")) load_device(*device, config.device);
    in.option("state", config.state, absolute_path("/var/lib/coapnode"));
    if (auto coap = in.section("coap", "keys such as listen:")) load_coap(*coap, config.coap, addresses);
    if (auto dtls = in.section("dtls", "keys such as identities:")) load_dtls(*dtls, config.dtls, addresses, file);
    if (auto hardware = in.section("hardware", "keys such as backend:")) load_hardware(*hardware, config.hardware);
    load_sensors(in.sections("sensors", max_sensors, "a sensor (name:, driver:)"), config.sensors);
    load_leds(in.sections("leds", max_leds, "an LED (name:, line:)"), config.leds);
    if (auto thermostat = in.section("thermostat", "keys such as sensor:")) {
        load_thermostat(*thermostat, config, config.thermostat);
    }
    load_history(in, config.history);
    in.option("remote_config", config.remote_config, boolean());
    if (auto limits = in.section("limits", "keys such as observers:")) load_limits(*limits, config.limits);
    load_directory(in, config.device.id, config.resource_directory);
    in.reject_unknown();
}

/// Defaults alone would end every client's session and open the default port: seldom what was meant by a file that was
/// cut short.
constexpr auto nothing_there = "there is nothing in this configuration: write {} for one of defaults alone";

/// Of NUL bytes is what a power cut makes of a file that was being written.
bool holds_nothing(std::string_view text)
{
    constexpr std::string_view signs{" \t\r\n\0", 5};
    return text.find_first_not_of(signs) == std::string_view::npos;
}

tl::expected<Config, Mistakes> load(std::string_view text, const SourceFile& file, const std::string& host_name)
{
    Report report{file.path.string()};
    Config config;
    config.device.id = host_name;
    const bool is_blank = holds_nothing(text);
    const auto tree = is_blank ? std::nullopt : parse_yaml(text, report, title_key);
    if (is_blank || (tree && tree->kind == YamlNode::Kind::nothing)) {
        report.add({}, nothing_there);
    } else if (tree) {
        const auto in = YamlSection::open(*tree, report, "keys such as device: and sensors:");
        if (in) load_sections(*in, config, file);
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
    // With its keys put back it may be larger than what was sent.
    if (text.size() > max_config_size) return only_mistake(file, larger_than(max_config_size));
    const auto before = read_text_file(file, max_config_size);
    if (before) return load(text, {file, before->open_to_others}, host_name);
    return only_mistake(file, before.error().message);
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/loading.hpp"

#include "apps/daemon/machine.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

namespace coapnode {

namespace {

/// The first of what systemd made for the service (systemd.exec(5), StateDirectory=), else its usual place.
std::filesystem::path state_directory()
{
    const char* const given = std::getenv("STATE_DIRECTORY");
    if (given == nullptr || *given == '\0') return "/var/lib/coapnode";
    const std::string_view folders{given};
    return folders.substr(0, folders.find(':'));
}

tl::expected<Config, Mistakes> completed(const Options& options, tl::expected<Config, Mistakes> config)
{
    if (config && options.mock) config->hardware.backend = Backend::mock;
    if (!config) return config;
    if (config->state.empty()) config->state = state_directory();
    if (config->history && config->history->path.empty()) config->history->path = config->state / "history.db";
    return config;
}

}  // namespace

tl::expected<Config, Mistakes> load_with(const Options& options)
{
    return completed(options, load_config(options.config, machine_name()));
}

tl::expected<Config, Mistakes> load_text_with(const Options& options, std::string_view text)
{
    return completed(options, load_config_text(text, options.config, machine_name()));
}

}  // namespace coapnode

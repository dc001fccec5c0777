// SPDX-License-Identifier: MIT
#include "apps/coapnoded/loading.hpp"

#include "apps/daemon/machine.hpp"

#include <utility>

namespace coapnode {

namespace {

constexpr auto usual_state_directory = "/var/lib/coapnode";

tl::expected<Config, Mistakes> completed(const Options& options, tl::expected<Config, Mistakes> config)
{
    if (config && options.mock) config->hardware.backend = Backend::mock;
    if (!config) return config;
    if (config->state.empty()) config->state = state_directory(usual_state_directory);
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

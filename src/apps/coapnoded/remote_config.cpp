// SPDX-License-Identifier: MIT
#include "apps/coapnoded/remote_config.hpp"

#include "apps/coapnoded/loading.hpp"
#include "coapnode/config/file/config_file.hpp"
#include "coapnode/config/file/hidden_keys.hpp"

#include <utility>

namespace coapnode {

namespace {

/// One per line, as many as fit.
std::string told(const Mistakes& mistakes)
{
    std::string lines;
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
        const auto line = to_string(mistakes[i]);
        if (lines.size() + line.size() > RemoteConfig::longest_answer) {
            return lines + "and " + std::to_string(mistakes.size() - i) + " more";
        }
        lines += line + '\n';
    }
    return lines;
}

}  // namespace

Result<std::string> RemoteConfig::shown()
{
    const auto text = read_config_file(options_.config);
    if (!text) return fail(text);
    // A typing mistake can put a key in a place where none is expected: "pks: ...", "psk:...".
    if (!load_text_with(options_, *text)) {
        return fail(Errc::not_stored, "the configuration file has mistakes: run coapnoded --check");
    }
    return hide_keys(*text);
}

Result<void> RemoteConfig::replace(std::string_view text)
{
    if (node_.is_changing())
        return fail(Errc::not_ready, "the last change is not in effect yet: try again in a second");
    const auto before = read_config_file(options_.config);
    if (!before) return fail(before);
    const auto whole = restore_keys(text, *before);
    if (!whole) return fail(whole);
    const auto config = load_text_with(options_, *whole);
    if (!config) return fail(Errc::bad_body, told(config.error()));
    auto change = node_.prepare(*config);
    if (!change) return fail(change);
    if (const auto stored = replace_config_file(options_.config, *whole); !stored) {
        return fail(stored);
    }
    node_.commit_soon(std::move(*change));
    return {};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/init.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/missing_files.hpp"
#include "apps/daemon/mistakes.hpp"
#include "coapnode/config/listen_text.hpp"
#include "gateway/config/load.hpp"
#include "gateway/config/token_files.hpp"

#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

namespace {

/// An address that curl can use: a socket on all addresses also serves the loopback.
Listen to_ask(Listen listen)
{
    if (listen.host == "0.0.0.0") listen.host = "127.0.0.1";
    if (listen.host == "::") listen.host = "::1";
    return listen;
}

/// The URL of the gateway; nullopt if its configuration has mistakes or leaves the port to the system.
std::optional<std::string> root_url(const tl::expected<GatewayConfig, Mistakes>& config)
{
    if (!config || config->listen.empty() || config->listen.front().port == 0) return std::nullopt;
    return (config->tls ? "https://" : "http://") + to_text(to_ask(config->listen.front()));
}

void tell(std::ostream& out, const std::vector<TokenFile>& made, const std::optional<std::string>& url)
{
    for (const auto& token : made) {
        const auto file = whole_path(token.file).string();
        out << "created " << file << ": the token of " << token.name << ". The page asks for it";
        if (url) {
            out << ". To use it with curl:\n  curl -H \"Authorization: Bearer $(sudo cat " << quoted(file) << ")\" "
                << *url << "/session\n";
        } else {
            out << ".\n";
        }
    }
}

void tell_nothing_made(std::ostream& out, const std::vector<TokenFile>& wanted, const std::filesystem::path& config)
{
    if (wanted.empty()) {
        out << "nothing to do: " << config.string()
            << " names no token_file:; add\n  tokens:\n    - {name: phone, token_file: phone.token, role: control}\n";
    } else {
        out << "nothing to do: every token file that " << config.string() << " names exists\n";
    }
}

}  // namespace

int init_tokens(std::ostream& out, const std::filesystem::path& config)
{
    const auto wanted = wanted_token_files(config);
    if (!wanted) {
        print_mistakes(std::cerr, wanted.error());
        return exit_failure;
    }
    std::vector<TokenFile> fresh;
    const auto made = make_missing(
        *wanted, [&](const auto& token) { return make_token_file(token, config); },
        [&](const auto& token) { fresh.push_back(token); });
    const auto loaded = load_gateway_config(config);  // now that all of them exist
    tell(out, fresh, root_url(loaded));
    if (!made) {
        std::cerr << "coapnode-gateway: " << made.error().message << '\n';
        return exit_failure;
    }
    if (!loaded) {
        print_mistakes(std::cerr, loaded.error());
        return exit_failure;
    }
    if (*made == 0) tell_nothing_made(out, *wanted, config);
    return exit_ok;
}

}  // namespace coapnode

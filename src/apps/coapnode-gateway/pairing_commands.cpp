// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/pairing_commands.hpp"

#include "apps/coapnode-gateway/machine.hpp"
#include "apps/coapnode-gateway/page_url.hpp"
#include "apps/coapnode-gateway/qr_code.hpp"
#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/machine.hpp"
#include "apps/daemon/mistakes.hpp"
#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/role.hpp"
#include "coapnode/loop/monotonic.hpp"
#include "gateway/access/pairings.hpp"
#include "gateway/access/secret.hpp"
#include "gateway/config/load.hpp"
#include "show/table.hpp"
#include "store/pairing_file.hpp"

#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <iostream>

namespace coapnode {

namespace {

int tell(const std::string& why)
{
    std::cerr << "coapnode-gateway: " << why << '\n';
    return exit_failure;
}

PairingFile pairings_of(const GatewayOptions& options)
{
    return {options.state, PairingFile::WhileLocked::wait};
}

/// Why the folder cannot be used; an error about a file in it would say less.
std::string obstacle_to(const std::filesystem::path& state)
{
    std::error_code ignored;
    if (std::filesystem::exists(state, ignored) && !std::filesystem::is_directory(state, ignored))
        return state.string() + " is not a folder: give the folder of the paired devices with --state";
    if (::access(state.c_str(), R_OK | W_OK | X_OK) == 0) return {};
    if (errno == ENOENT)
        return state.string() +
               " does not exist: start the service, which creates it (systemctl start coapnode-gateway), or give its "
               "folder with --state";
    if (errno == EACCES) return state.string() + " belongs to the service: run this as root (sudo)";
    return state.string() + " cannot be used: " + std::generic_category().message(errno);
}

/// Whether the gateway listens, unless the system chooses the port, which is then unknown here.
bool is_served(const GatewayConfig& config)
{
    return std::ranges::any_of(config.listen,
                               [](const Listen& listen) { return listen.port == 0 || is_listened_to(listen); });
}

bool is_configured(const GatewayConfig& config, const std::string& name)
{
    return std::ranges::find(config.tokens, name, &AccessToken::name) != config.tokens.end();
}

/// Why no new code can be made; empty if one can.
std::string obstacle_to_pairing(const GatewayOptions& options, const GatewayConfig& config)
{
    if (is_configured(config, options.device))
        return options.config.string() + " already has a token named " + options.device + ": choose another name";
    if (is_served(config)) return {};
    return "the gateway does not listen at " + to_text(config.listen.front()) +
           ": start the service with systemctl start coapnode-gateway, or reload it if its configuration was changed";
}

/// The code; its digest is stored.
Result<std::string> new_code(const GatewayOptions& options)
{
    auto code = random_secret(pairing_code_bytes);
    if (!code) return fail(Errc::not_stored, "the kernel did not provide random bytes");
    const auto now = monotonic_now();
    const auto added = pairings_of(options).change([&](Pairings& pairings) {
        return add_code(pairings, {options.device, options.role, digest_of(*code), now}, now);
    });
    if (added) return *std::move(code);
    const bool is_taken = added.error() == Errc::bad_input;
    return fail(added.error().code,
                added.error().message + (is_taken ? ": choose another name, or revoke its token with coapnode-gateway "
                                                    "--unpair '" +
                                                        options.device + '\''
                                                  : ""));
}

void print(const std::string& url, const GatewayOptions& options, std::ostream& out, const ShowStyle& style)
{
    const auto qr = qr_code_of(url);
    const bool fits = qr && (!style.is_terminal || columns_of(*qr) <= style.width);
    if (fits) out << drawn(*qr, style.is_terminal) << '\n';
    out << url << "\n\n";
    if (!fits) out << "(The terminal is too narrow for the QR code.)\n";
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(pairing_code_lifetime).count();
    out << "Scan the code with the device, or open the address on it: it is then known as " << options.device
        << ", with\nthe role " << role_name(options.role) << ". The code works once, within " << minutes
        << " minutes, unless the gateway is started again.\n";
}

int pair_with(const GatewayConfig& config, const GatewayOptions& options, std::ostream& out, const ShowStyle& style)
{
    const auto url = options.url.empty() ? page_url(config, options.config, &own_address) : parse_page_url(options.url);
    if (!url) return tell(url.error().message);
    if (const auto obstacle = obstacle_to_pairing(options, config); !obstacle.empty()) return tell(obstacle);
    const auto code = new_code(options);
    if (!code) return tell(code.error().message);
    for (const auto& warning : url_warnings(*url, config, machine_name()))
        std::cerr << "warning: " << warning << '\n';
    print(*url + "#pair=" + *code, options, out, style);
    return exit_ok;
}

}  // namespace

int pair_device(const GatewayOptions& options, std::ostream& out, const ShowStyle& style)
{
    if (const auto obstacle = obstacle_to(options.state); !obstacle.empty()) return tell(obstacle);
    const auto config = load_gateway_config(options.config);
    if (config) return pair_with(*config, options, out, style);
    print_mistakes(std::cerr, config.error());
    return exit_failure;
}

int unpair_device(const GatewayOptions& options, std::ostream& out)
{
    if (const auto obstacle = obstacle_to(options.state); !obstacle.empty()) return tell(obstacle);
    const auto removed = pairings_of(options).change([&](Pairings& pairings) -> Result<void> {
        if (remove_pairing(pairings, options.device)) return {};
        return fail(Errc::bad_input, "no device is paired as " + options.device + ": see coapnode-gateway --paired");
    });
    if (!removed) return tell(removed.error().message);
    out << options.device << " no longer has access\n";
    return exit_ok;
}

int list_paired(const GatewayOptions& options, std::ostream& out, const ShowStyle& style)
{
    if (const auto obstacle = obstacle_to(options.state); !obstacle.empty()) return tell(obstacle);
    const auto pairings = pairings_of(options).load();
    if (!pairings) return tell(pairings.error().message);
    Table table{{"NAME", "ROLE", "SINCE"}};
    const auto add = [&](const std::string& name, Role role, const std::string& since) {
        table.add_row(std::array<std::string_view, 3>{name, role_name(role), since});
    };
    for (const auto& token : pairings->tokens)
        add(token.name, token.role, to_local_time(std::chrono::floor<std::chrono::seconds>(token.paired_at)));
    for (const auto& code : pairings->codes) {
        if (is_valid(code, monotonic_now())) add(code.name, code.role, "(code not used yet)");
    }
    out << (table.is_empty() ? "no device is paired\n" : table.text(style));
    return exit_ok;
}

}  // namespace coapnode

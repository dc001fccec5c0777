// SPDX-License-Identifier: MIT
#include "apps/coapnoded/init.hpp"

#include "apps/coapnoded/client_hosts.hpp"
#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/missing_files.hpp"
#include "apps/daemon/mistakes.hpp"
#include "coapnode/config/file/key_files.hpp"
#include "coapnode/config/load.hpp"

#include <iostream>
#include <optional>
#include <string>

namespace coapnode {

namespace {

/// A command of the client, which takes key files of one key and of several.
std::string client_line(const std::string& identity, const std::string& file, const std::string& host)
{
    return "coapnode get --identity " + quoted(identity) + " --key-file " + quoted(file) + " coaps://" + host +
           "/info\n";
}

void tell(std::ostream& out, const KeyFile& made, const ClientHosts& hosts)
{
    const auto file = whole_path(made.file);
    for (const auto& identity : made.identities) {
        out << "created " << file.string() << ": the key of " << identity << ".\n";
        if (hosts.here) {
            out << "For a client on this machine (package coapnode-client):\n"
                << "  sudo " << client_line(identity, file.string(), *hosts.here);
        }
        if (hosts.there) {
            out << "For a client on another machine, in a folder with a copy of that file (an IPv4 address works "
                   "too):\n"
                << "  " << client_line(identity, file.filename().string(), *hosts.there);
        }
    }
}

void tell_nothing_made(std::ostream& out, const WantedKeys& wanted, const std::filesystem::path& config)
{
    if (wanted.files.empty()) {
        out << "nothing to do: " << config.string()
            << " names no psk_file:; add\n  dtls:\n    identities:\n      - {identity: phone, psk_file: phone.psk, "
               "role: "
               "control}\n";
    } else {
        out << "nothing to do: every key file that " << config.string() << " names exists\n";
    }
}

}  // namespace

int init(std::ostream& out, const std::filesystem::path& config, const std::string& machine)
{
    const auto wanted = wanted_keys_of(config);
    if (!wanted) {
        print_mistakes(std::cerr, wanted.error());
        return exit_failure;
    }
    const auto hosts = client_hosts(wanted->listen, machine);
    const auto made = make_missing(
        wanted->files, [&](const auto& key) { return make_key_file(key, config); },
        [&](const auto& key) { tell(out, key, hosts); });
    if (!made) {
        std::cerr << "coapnoded: " << made.error().message << '\n';
        return exit_failure;
    }
    if (*made > 0 && !hosts.here) out << "no client can use it yet: \"listen:\" of dtls is empty\n";
    if (const auto loaded = load_config(config, machine); !loaded) {
        print_mistakes(std::cerr, loaded.error());
        return exit_failure;
    }
    if (*made == 0) tell_nothing_made(out, *wanted, config);
    return exit_ok;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnoded/init.hpp"

#include "apps/coapnoded/exit_codes.hpp"
#include "apps/coapnoded/tasks.hpp"
#include "coapnode/config/key_files.hpp"

#include <iostream>
#include <optional>
#include <string>

namespace coapnode {

namespace {

std::string quoted(const std::string& word)
{
    std::string quoted = "'";
    for (const char letter : word) {
        if (letter == '\'') {
            quoted += R"('\'')";
        } else {
            quoted += letter;
        }
    }
    return quoted + '\'';
}

/// What hands the key of `identity` in `file` to a client, in any shell with coreutils.
std::string key_command(const KeyFile& key, const std::string& identity)
{
    if (key.identities.size() == 1)
        return "sudo basenc -d --base16 " + quoted(std::filesystem::absolute(key.file).string());
    const auto line = quoted(identity + ':');
    return "sudo awk -v id=" + line + R"( 'index($0, id) == 1 {print substr($0, length(id) + 1)}' )" +
           quoted(std::filesystem::absolute(key.file).string()) + " | basenc -d --base16";
}

void tell(std::ostream& out, const KeyFile& made)
{
    for (const auto& identity : made.identities) {
        out << "made " << made.file.string() << ": the key of " << identity << ". For a client on this machine:\n"
            << "  coap-client-gnutls -m get -u " << quoted(identity) << " -k \"$(" << key_command(made, identity)
            << ")\" coaps://127.0.0.1/info\n";
    }
}

}  // namespace

int init(std::ostream& out, const std::filesystem::path& config)
{
    const auto wanted = key_files_of(config);
    if (!wanted) {
        print_mistakes(std::cerr, wanted.error());
        return exit_failure;
    }
    int made = 0;
    for (const auto& key : *wanted) {
        if (std::filesystem::exists(std::filesystem::symlink_status(key.file))) continue;
        if (const auto done = make_key_file(key, config); !done) {
            std::cerr << "coapnoded: " << done.error() << '\n';
            return exit_failure;
        }
        tell(out, key);
        ++made;
    }
    if (made == 0) out << "nothing to do: every key file that " << config.string() << " names is there\n";
    return exit_ok;
}

}  // namespace coapnode

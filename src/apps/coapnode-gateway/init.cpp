// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/init.hpp"

#include "apps/coapnode-gateway/exit_codes.hpp"
#include "gateway/config/token_files.hpp"

#include <iostream>

namespace coapnode {

int init_tokens(std::ostream& out, const std::filesystem::path& config)
{
    const auto wanted = wanted_token_files(config);
    if (!wanted) {
        for (const auto& mistake : wanted.error())
            std::cerr << to_string(mistake) << '\n';
        return exit_failure;
    }
    int made = 0;
    for (const auto& token : *wanted) {
        if (std::filesystem::exists(std::filesystem::symlink_status(token.file))) continue;
        if (const auto done = make_token_file(token, config); !done) {
            std::cerr << "coapnode-gateway: " << done.error().message << '\n';
            return exit_failure;
        }
        const auto file = std::filesystem::absolute(token.file).lexically_normal().string();
        out << "made " << file << ": the token of " << token.name << ". The page asks for it; with curl:\n"
            << "  curl -H \"Authorization: Bearer $(sudo cat '" << file << "')\" http://127.0.0.1:8080/session\n";
        ++made;
    }
    if (wanted->empty()) {
        out << "nothing to do: " << config.string()
            << " names no token_file:; add\n  tokens:\n    - {name: phone, token_file: phone.token, role: control}\n";
    } else if (made == 0) {
        out << "nothing to do: every token file that " << config.string() << " names exists\n";
    }
    return exit_ok;
}

}  // namespace coapnode

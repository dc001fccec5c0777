// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/init.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/missing_files.hpp"
#include "apps/daemon/mistakes.hpp"
#include "gateway/config/token_files.hpp"

#include <iostream>

namespace coapnode {

namespace {

void tell(std::ostream& out, const TokenFile& made)
{
    const auto file = whole_path(made.file).string();
    out << "made " << file << ": the token of " << made.name << ". The page asks for it; with curl:\n"
        << "  curl -H \"Authorization: Bearer $(sudo cat " << quoted(file) << ")\" http://127.0.0.1:8080/session\n";
}

}  // namespace

int init_tokens(std::ostream& out, const std::filesystem::path& config)
{
    const auto wanted = wanted_token_files(config);
    if (!wanted) {
        print_mistakes(std::cerr, wanted.error());
        return exit_failure;
    }
    const auto made = make_missing(
        *wanted, [&](const auto& token) { return make_token_file(token, config); },
        [&](const auto& token) { tell(out, token); });
    if (!made) {
        std::cerr << "coapnode-gateway: " << made.error().message << '\n';
        return exit_failure;
    }
    if (wanted->empty()) {
        out << "nothing to do: " << config.string()
            << " names no token_file:; add\n  tokens:\n    - {name: phone, token_file: phone.token, role: control}\n";
    } else if (*made == 0) {
        out << "nothing to do: every token file that " << config.string() << " names exists\n";
    }
    return exit_ok;
}

}  // namespace coapnode

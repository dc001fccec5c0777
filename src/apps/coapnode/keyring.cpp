// SPDX-License-Identifier: MIT
#include "apps/coapnode/keyring.hpp"

namespace coapnode {

namespace {

constexpr auto visible_key = "other users of this machine can see a key on the command line: use --key-file instead";

std::vector<std::string> warnings_about(const KeyArguments& arguments)
{
    if (arguments.key.empty()) return {};
    std::vector<std::string> warnings{visible_key};
    for (const auto& more : {arguments.hint, short_key_warning(arguments.key)}) {
        if (!more.empty()) warnings.push_back(more);
    }
    return warnings;
}

std::string lines_of(const Mistakes& mistakes)
{
    std::string lines;
    for (const auto& mistake : mistakes)
        lines += (lines.empty() ? "" : "\n") + to_string(mistake);
    return lines;
}

Result<Credential> given_credential(const KeyArguments& arguments)
{
    if (arguments.key_file.empty()) return Credential{arguments.identity, arguments.key};
    return credential_in_file(arguments.key_file, arguments.identity);
}

}  // namespace

Result<Keyring> Keyring::open(const KeyArguments& arguments, const std::filesystem::path& usual_file)
{
    Keyring keyring;
    keyring.warnings_ = warnings_about(arguments);
    if (arguments.has_key()) {
        auto credential = given_credential(arguments);
        if (!credential) return fail(Errc::bad_input, credential.error().message);
        keyring.given_ = std::move(*credential);
        keyring.given_at_ = arguments.key_file.empty() ? "on the command line" : "in " + arguments.key_file.string();
        return keyring;
    }
    const bool is_usual = arguments.credentials.empty();
    keyring.file_ = is_usual ? usual_file : arguments.credentials;
    auto read = is_usual ? load_credentials_if_any(keyring.file_) : load_credentials(keyring.file_);
    if (!read) return fail(Errc::bad_input, lines_of(read.error()));
    keyring.credentials_ = std::move(*read);
    return keyring;
}

Result<Credential> Keyring::find(const CoapUri& uri) const
{
    if (given_) return *given_;
    auto found = credentials_.find(uri);
    if (!found) return fail(Errc::bad_input, found.error().message);
    if (*found) return std::move(**found);
    const auto where = file_.empty() ? std::string{} : ", or add the host to " + file_.string();
    return fail(Errc::bad_input,
                "there is no key for " + host_and_port(uri) + ": give --identity and --key-file" + where);
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The keys for a run of coapnode: the one on the command line, else those in the credentials file.
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "coapnode/credentials/credentials.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

class Keyring {
public:
    /// Without --credentials it reads `usual_file`, if it exists. Errors: bad_input; each mistake in a file is one
    /// line.
    static Result<Keyring> open(const KeyArguments& arguments, const std::filesystem::path& usual_file);

    /// The key for a coaps URI. Errors: bad_input, with a sentence that says how to give a key.
    [[nodiscard]] Result<Credential> find(const CoapUri& uri) const;

    [[nodiscard]] std::vector<std::string> hosts() const { return credentials_.hosts(); }

    /// The source of the key from find(), for messages: "in phone.psk" or "on the command line".
    [[nodiscard]] std::string place_of_key() const { return given_ ? given_at_ : "in " + file_.string(); }

    /// Warnings about a key on the command line; empty without one.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

private:
    std::optional<Credential> given_;
    std::string given_at_;
    Credentials credentials_;
    std::filesystem::path file_;
    std::vector<std::string> warnings_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The keys that a run of coapnode may use: that of the command line, else those of the credentials file.
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
    /// `usual_file` is read without --credentials, if it exists. Errors: bad_input; mistakes of a file are a line each.
    static Result<Keyring> open(const KeyArguments& arguments, const std::filesystem::path& usual_file);

    /// For a coaps URI. Errors: bad_input, with a sentence that says where a key can be given.
    [[nodiscard]] Result<Credential> find(const CoapUri& uri) const;

    [[nodiscard]] std::vector<std::string> hosts() const { return credentials_.hosts(); }

    /// Where the key that find() gives comes from, for messages: "in phone.psk" or "on the command line".
    [[nodiscard]] std::string place_of_key() const { return given_ ? given_at_ : "in " + file_.string(); }

    /// Sentences about a key on the command line; none without one.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

private:
    std::optional<Credential> given_;
    std::string given_at_;
    Credentials credentials_;
    std::filesystem::path file_;
    std::vector<std::string> warnings_;
};

}  // namespace coapnode

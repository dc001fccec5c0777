// SPDX-License-Identifier: MIT
#include "apps/coapnoded/weak_keys.hpp"

#include "coapnode/config/known_key.hpp"

#include <string>

namespace coapnode {

Mistakes weak_keys(const Config& config, const std::filesystem::path& file)
{
    Mistakes weak;
    for (const auto& identity : config.dtls.identities) {
        const auto complaint = weak_key_complaint(identity.key);
        if (complaint.empty()) continue;
        weak.push_back({file.string(), 0, 0,
                        "the identity " + identity.identity + " has " + std::string{complaint} +
                            ": name a psk_file that does not exist yet, and run coapnoded --init, which creates it"});
    }
    return weak;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Reads and replaces the configuration file for /config: checks the new text, prepares it, writes it, and applies it.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "resources/config_resource.hpp"

#include <cstddef>

namespace coapnode {

class RemoteConfig final : public ConfigStore {
public:
    /// Mistakes that fit into one datagram; --check shows all.
    static constexpr std::size_t longest_answer = 900;

    /// All must outlive it.
    RemoteConfig(const Options& options, Node& node) : options_{options}, node_{node} {}

    Result<std::string> shown() override;
    Result<void> replace(std::string_view text) override;

private:
    const Options& options_;
    Node& node_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The configuration file as /config reads and replaces it: validated, prepared, written, then put into force.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "resources/config_resource.hpp"

#include <cstddef>

namespace coapnode {

class RemoteConfig final : public ConfigStore {
public:
    /// What of a list of mistakes fits one datagram; --check tells the others.
    static constexpr std::size_t longest_answer = 900;

    /// All outlive it.
    RemoteConfig(const Options& options, Node& node) : options_{options}, node_{node} {}

    Result<std::string> shown() override;
    Result<void> replace(std::string_view text) override;

private:
    const Options& options_;
    Node& node_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The page's address for other devices.
#pragma once

#include "coapnode/core/result.hpp"
#include "gateway/config/config.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Reads an address in a browser's form: "https://pi.local:8443/", with a final slash. No query, no fragment, no
/// password. Errors: bad_input.
Result<std::string> parse_page_url(std::string_view text);

/// This machine's address for other machines; nullopt when there is none.
using OwnAddress = std::function<std::optional<Peer::Address>()>;

/// Built from the first address of listen: that other devices can reach, and the first name of hosts: or the machine's
/// address. Errors: bad_input, with what to change in `file`.
Result<std::string> page_url(const GatewayConfig& config, const std::filesystem::path& file,
                             const OwnAddress& own_address);

/// Warnings about the address, one sentence each: a token over http, a name that the gateway does not answer to.
std::vector<std::string> url_warnings(std::string_view url, const GatewayConfig& config, const std::string& machine);

}  // namespace coapnode

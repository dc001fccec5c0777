// SPDX-License-Identifier: MIT
/// The page's address, as another device opens it.
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

/// What a browser shows: "https://pi.local:8443/", with the slash at its end. No query, no fragment, no password.
/// Errors: bad_input.
Result<std::string> parse_page_url(std::string_view text);

/// An address that other machines reach this one by; nullopt where there is none.
using OwnAddress = std::function<std::optional<Peer::Address>()>;

/// By the first address of listen: that other devices reach: with the first name of hosts:, or else its own address.
/// Errors: bad_input, with what to change in `file`.
Result<std::string> page_url(const GatewayConfig& config, const std::filesystem::path& file,
                             const OwnAddress& own_address);

/// What is wrong with it, one sentence each: a token over http, a name that the gateway does not answer to.
std::vector<std::string> url_warnings(std::string_view url, const GatewayConfig& config, const std::string& machine);

}  // namespace coapnode

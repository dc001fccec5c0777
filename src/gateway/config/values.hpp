// SPDX-License-Identifier: MIT
/// The kinds of values that a gateway's configuration has, besides those of src/config/values.hpp.
#pragma once

#include "config/values.hpp"
#include "gateway/config/config.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

Reader<Listen> http_listen_address();
Reader<std::string> host_name();
Reader<std::string> origin();
Reader<AddressRange> address_range();

/// The name of a node: 1 to 64 of A-Z a-z 0-9 . _ - but not an address, because /devices has addresses, too.
Reader<std::string> node_name();
Reader<CoapUri> node_uri();
Reader<std::optional<CoapUri>> lookup_uri();

Reader<std::string> token_text();
/// The token in a file of `folder`.
Reader<std::string> token_file(const std::filesystem::path& folder);

/// Files of `folder`, which are read and checked.
Reader<std::filesystem::path> certificate_file(const std::filesystem::path& folder);
Reader<std::filesystem::path> tls_key_file(const std::filesystem::path& folder);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The keys of resource_directory.
#include "config/directory_uri.hpp"
#include "config/keys.hpp"
#include "config/values.hpp"

namespace coapnode {

namespace {

constexpr Duration shortest_lifetime = 1min;
constexpr Duration longest_lifetime = 365 * 24h;

void read_uri(YamlSection& in, DirectoryConfig& directory, NodeReading& /*reading*/)
{
    std::optional<DirectoryConfig> named;
    if (!in.require("uri", named, directory_uri())) return;
    directory.address = named->address;
    directory.path = named->path;
}

}  // namespace

NodeKeys<DirectoryConfig> directory_keys()
{
    NodeKeys<DirectoryConfig> keys;
    keys.custom("uri", directory_uri().form, &read_uri,
                "coap:// with a numeric address. Without a path, the node asks the directory for it.")
        .is_needed = true;
    keys.value("lifetime", &DirectoryConfig::lifetime, whole_seconds(within(shortest_lifetime, longest_lifetime)),
               "How long a registration is valid. It is renewed before it expires.");
    return keys;
}

}  // namespace coapnode

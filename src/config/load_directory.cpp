// SPDX-License-Identifier: MIT
/// The resource directory to register with.
#include "config/directory_uri.hpp"
#include "config/load_parts.hpp"

#include <string>

namespace coapnode {

namespace {

constexpr Duration shortest_lifetime = 1min;
constexpr Duration longest_lifetime = 365 * 24h;

constexpr std::size_t max_endpoint_name_size = 63;  // RFC 9176 section 5, "ep"

Reader<std::optional<DirectoryConfig>> directory_uri()
{
    return {std::string{directory_uri_form}, [](const std::string& text) -> Result<std::optional<DirectoryConfig>> {
                return parse_directory_uri(text);
            }};
}

Reader<Duration> whole_seconds(const Reader<Duration>& reader)
{
    return {reader.expected, [reader](const std::string& text) -> Result<Duration> {
                auto read = reader.read(text);
                if (read && *read % 1s != Duration::zero())
                    return complaint(not_a("a lifetime in whole seconds", text));
                return read;
            }};
}

}  // namespace

void load_directory(YamlSection& whole, const std::string& id, std::optional<DirectoryConfig>& directory)
{
    const auto place = whole.place_of("resource_directory");
    if (whole.is_text("resource_directory")) {
        whole.option("resource_directory", directory, directory_uri());
    } else if (auto in = whole.section("resource_directory", "a URI, or keys such as uri:")) {
        Duration lifetime = DirectoryConfig{}.lifetime;
        in->require("uri", directory, directory_uri());
        in->option("lifetime", lifetime, whole_seconds(within(shortest_lifetime, longest_lifetime)));
        in->reject_unknown();
        if (directory) directory->lifetime = lifetime;
    }
    if (directory && id.size() > max_endpoint_name_size) {
        whole.complain(place, "a resource directory takes names of at most 63 bytes: give device: a shorter id:");
    }
}

}  // namespace coapnode

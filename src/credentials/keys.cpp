// SPDX-License-Identifier: MIT
#include "credentials/keys.hpp"

#include "credentials/host_pattern.hpp"
#include "psk/key_file.hpp"
#include "psk/names.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <string>

namespace coapnode {

namespace {

constexpr unsigned last_port = 65535;

Reader<std::string> host_reader()
{
    return {"a host such as pi.local or 192.168.1.*", [](const std::string& text) { return host_pattern(text); }};
}

Reader<std::filesystem::path> key_file_reader(const std::filesystem::path& folder)
{
    return {"the name of a key file", [folder](const std::string& text) -> Result<std::filesystem::path> {
                if (looks_like_hex_key(text))
                    return complaint("key_file names a file: a key in hex belongs in key_hex");
                return key_file_name().read(text).map([&](const std::string& name) { return folder / name; });
            }};
}

Reader<Bytes> key_in_hex()
{
    return {"a key of hex digits", [](const std::string& text) { return key_of_hex(text); }};
}

Reader<Bytes> key_as_characters()
{
    return {"a key", [](const std::string& text) -> Result<Bytes> {
                if (is_unfilled(text)) return complaint(std::string{unfilled_complaint});
                return key_of_characters(text);
            }};
}

/// Complains unless one of the three is there.
void check_key(YamlSection& in, HostCredential& entry, CredentialsReading& reading)
{
    std::vector<Place> given;
    for (const auto* key : {"key_file", "key_hex", "key"}) {
        if (in.has(key)) given.push_back(in.place_of(key));
    }
    std::sort(given.begin(), given.end());
    if (given.empty()) in.complain(in.place(), "the key is missing: give one of key_file, key_hex and key");
    if (given.size() > 1) in.complain(given[1], "give only one of key_file, key_hex and key");
    const auto place = given.empty() ? in.place() : given.front();
    entry.place = {reading.file.string(), place.line, place.column, ""};
}

KeyTable<HostCredential, CredentialsReading> host_keys()
{
    using Entry = HostCredential;
    KeyTable<Entry, CredentialsReading> keys;
    keys.needed("host", &Entry::host, host_reader(), "A name or an address; * and ? are wildcards.");
    keys.value("port", &Entry::port, number(1, last_port), "The UDP port. Default: any.");
    keys.needed("identity", &Entry::identity, identity_name(), "The identity that the client uses there.");
    keys.custom(
        "key_file", {},
        [](YamlSection& in, Entry& entry, CredentialsReading& reading) {
            in.option("key_file", entry.key_file, key_file_reader(reading.file.parent_path()));
        },
        "A file with the key, beside this one: only hex digits, or lines of psktool.");
    keys.value("key_hex", &Entry::key, key_in_hex(), "The key: 1 to 64 bytes in hex digits, best in quotes.");
    keys.value("key", &Entry::key, key_as_characters(), "The key: a text of 1 to 64 bytes, best in quotes.");
    keys.check(&check_key);
    return keys;
}

}  // namespace

KeyTable<CredentialsFile, CredentialsReading> credentials_keys()
{
    KeyTable<CredentialsFile, CredentialsReading> keys;
    keys.list("hosts", &CredentialsFile::hosts, max_credential_hosts, host_keys(),
              "a host (host:, identity:, key_file:)", "The first entry that matches is used.");
    return keys;
}

}  // namespace coapnode

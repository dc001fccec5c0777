// SPDX-License-Identifier: MIT
/// Who may reach the node and where: device, coap, dtls, limits.
#include "coapnode/config/hidden_key.hpp"
#include "config/listen.hpp"
#include "config/load_parts.hpp"
#include "config/psk.hpp"
#include "yaml/text_file.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <optional>

namespace coapnode {

namespace {

void load_listen(YamlSection& in, std::vector<Listen>& listen, Once& addresses)
{
    const auto given = in.list("listen", max_listen_addresses, listen_address());
    if (!given) return;
    listen.clear();
    for (const auto& [address, where] : *given) {
        if (address.port != 0) addresses.use(in, where, to_text(address));
        listen.push_back(address);
    }
}

/// The same with complaints that do not repeat the value: by a slip it can be a key, and complaints go to the log.
template <class T>
Reader<T> in_silence(const Reader<T>& reader)
{
    return {reader.expected, [=](const std::string& text) -> Result<T> {
                auto value = reader.read(text);
                if (value) return value;
                return complaint("expected " + reader.expected);
            }};
}

/// A configuration that was read at /config and comes back has no keys (hidden_keys.hpp).
Reader<Psk> shown(const std::string& name, std::string expected, Result<Psk> (*read)(std::string_view))
{
    return {
        std::move(expected), [=](const std::string& text) -> Result<Psk> {
            if (text != hidden_key) return read(text);
            return complaint("no " + name + " of this identity is known that could stay hidden: write the key here");
        }};
}

Reader<Psk> key_in_hex()
{
    return shown("psk_hex", "a key of hex digits", psk_from_hex);
}

Reader<Psk> key_as_text()
{
    return shown("psk", "a key", psk_from_text);
}

/// A key file's name can be told apart from a key by how it ends, if it ends so.
bool could_be_key(std::string_view file_name)
{
    return file_name.size() >= min_psk_size && file_name.size() <= max_psk_size && !file_name.ends_with(".psk");
}

/// The key of one identity in the file that stands there.
Reader<Psk> key_in_file(const std::string& identity, const SourceFile& source)
{
    const auto file_name = filled_in(in_silence(printable_text(max_file_name_size)));
    return {"the name of a key file", [=](const std::string& text) -> Result<Psk> {
                if (looks_like_hex_key(text))
                    return complaint("psk_file names a file: a key in hex belongs in psk_hex");
                if (const auto name = file_name.read(text); !name) return fail(name);
                if (identity.empty()) return Psk{};  // told already, and there is no line to look for
                const auto file = source.path.parent_path() / text;
                std::error_code ignored;
                if (could_be_key(text) && !std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
                    return complaint("there is no file of this name: coapnoded --init makes it; a key belongs in psk");
                }
                return psk_from_file(file, identity);
            }};
}

/// One of psk_file, psk_hex and psk.
void load_key(YamlSection& in, Identity& identity, const SourceFile& source)
{
    in.option("psk_file", identity.key, key_in_file(identity.identity, source));
    in.option("psk_hex", identity.key, key_in_hex());
    in.option("psk", identity.key, key_as_text());
    std::vector<Place> given;
    for (const auto* key : {"psk_file", "psk_hex", "psk"}) {
        if (in.has(key)) given.push_back(in.place_of(key));
    }
    std::sort(given.begin(), given.end());
    if (given.empty()) in.complain(in.place(), "the key is missing: one of psk_file, psk_hex and psk");
    if (given.size() > 1) in.complain(given[1], "only one of psk_file, psk_hex and psk can be the key");
}

Identity load_identity(YamlSection& in, Once& identities, const SourceFile& source)
{
    Identity identity;
    if (in.require("identity", identity.identity, filled_in(in_silence(printable_text(max_identity_size))))) {
        identities.use(in, in.place_of("identity"), identity.identity, "this identity");
    }
    load_key(in, identity, source);
    in.option("role", identity.role,
              in_silence(one_of<Role>({{"read", Role::read}, {"control", Role::control}, {"admin", Role::admin}})));
    in.reject_unknown();
    return identity;
}

/// Where a key stands in the configuration itself.
std::optional<Place> inline_key(const YamlSection& in)
{
    for (const auto* key : {"psk_hex", "psk"}) {
        if (in.has(key)) return in.place_of(key);
    }
    return std::nullopt;
}

}  // namespace

void load_device(YamlSection in, DeviceConfig& device)
{
    in.option("id", device.id, filled_in(printable_text(max_device_id_size)));
    in.option(title_key, device.title, filled_in(printable_text(max_title_size)));
    in.reject_unknown();
}

void load_coap(YamlSection in, CoapConfig& coap, Once& addresses)
{
    load_listen(in, coap.listen, addresses);
    in.option("anonymous", coap.anonymous,
              one_of<Role>({{"none", Role::none}, {"read", Role::read}, {"control", Role::control}}));
    in.option("multicast", coap.multicast, boolean());
    if (const auto names = in.list("multicast_interfaces", max_listen_addresses, interface_name())) {
        for (const auto& [name, place] : *names)
            coap.multicast_interfaces.push_back(name);
    }
    in.reject_unknown();
}

void load_dtls(YamlSection in, DtlsConfig& dtls, Once& addresses, const SourceFile& file)
{
    load_listen(in, dtls.listen, addresses);
    Once identities;
    bool told = false;
    for (auto& item : in.sections("identities", max_identities, "an identity (identity:, psk_file:, role:)")) {
        dtls.identities.push_back(load_identity(item, identities, file));
        const auto key = inline_key(item);
        if (!key || !file.open_to_others || told) continue;
        in.complain(*key, "this file holds a key and " + open_to_others_complaint(file.path));
        told = true;
    }
    in.reject_unknown();
}

void load_limits(YamlSection in, LimitsConfig& limits)
{
    in.option("observers", limits.observers, number(0, max_observers));
    in.option("observers_per_resource", limits.observers_per_resource, number(0, max_observers));
    in.option("sessions", limits.sessions, number(1, max_dtls_sessions));
    in.option("handshakes", limits.handshakes, number(1, max_dtls_sessions));
    in.reject_unknown();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The keys of access to the gateway: tls, tokens.
#include "config/values.hpp"
#include "gateway/config/keys.hpp"
#include "gateway/config/values.hpp"
#include "psk/names.hpp"
#include "yaml/text_file.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>

namespace coapnode {

namespace {

void read_certificate(YamlSection& in, TlsFiles& tls, GatewayReading& reading)
{
    in.require("certificate", tls.certificate, certificate_file(reading.file.path.parent_path()));
}

void read_tls_key(YamlSection& in, TlsFiles& tls, GatewayReading& reading)
{
    in.require("key", tls.key, tls_key_file(reading.file.path.parent_path()));
}

void read_token_file(YamlSection& in, AccessToken& token, GatewayReading& reading)
{
    in.option("token_file", token.token, token_file(reading.file.path.parent_path()));
}

void check_token(YamlSection& in, AccessToken& token, GatewayReading& reading)
{
    check_one_way(in, {"token_file", "token"}, "token");
    check_secret(in, "token", reading);
    if (in.took("name")) reading.token_names.use(in, in.place_of("name"), token.name, "this name");
    const auto* const key = in.took("token_file") ? "token_file" : "token";
    if (in.took(key)) reading.tokens.use(in, in.place_of(key), token.token, "this token");
}

}  // namespace

void check_secret(YamlSection& in, std::string_view key, GatewayReading& reading)
{
    if (!in.has(key) || !reading.file.open_to_others || reading.told_open_to_others) return;
    in.complain(in.place_of(key), "this file holds a secret and " + open_to_others_complaint(reading.file.path));
    reading.told_open_to_others = true;
}

void check_one_way(YamlSection& in, const std::vector<std::string_view>& ways, std::string_view what)
{
    std::vector<Place> given;
    std::string names;
    for (const auto way : ways) {
        names.append(names.empty() ? "" : way == ways.back() ? " and " : ", ").append(way);
        if (in.has(way)) given.push_back(in.place_of(way));
    }
    std::sort(given.begin(), given.end());
    if (given.empty()) in.complain(in.place(), "the " + std::string{what} + " is missing: give one of " + names);
    if (given.size() > 1) in.complain(given[1], "give only one of " + names);
}

GatewayKeys<TlsFiles> tls_keys()
{
    GatewayKeys<TlsFiles> keys;
    auto& certificate =
        keys.custom("certificate", certificate_file({}).form, &read_certificate,
                    "A file in PEM beside this one: the certificate, followed by its intermediate certificates.");
    certificate.is_needed = true;
    certificate.example = "cert.pem";
    auto& key = keys.custom("key", tls_key_file({}).form, &read_tls_key,
                            "A file in PEM beside this one: the certificate's key. Other users must not read it.");
    key.is_needed = true;
    key.example = "key.pem";
    return keys;
}

GatewayKeys<AccessToken> token_keys()
{
    GatewayKeys<AccessToken> keys;
    keys.needed("name", &AccessToken::name, filled_in(without_value(printable_text(max_token_name_size))),
                "Who uses the token; the log and the page show it.")
        .example = "phone";
    keys.custom("token_file", token_file({}).form, &read_token_file,
                "A file beside this one with the token in one line; coapnode-gateway --init creates it.")
        .example = "phone.token";
    keys.value("token", &AccessToken::token, token_text(), "The token itself, instead of a file.");
    keys.value("role", &AccessToken::role, without_value(role_among({Role::read, Role::control, Role::admin})),
               "What its owner may do; control: also change what nodes let the gateway change; admin: also change "
               "their configuration.");
    keys.one_of_groups({{"token_file"}, {"token"}});
    keys.check(&check_token);
    return keys;
}

}  // namespace coapnode

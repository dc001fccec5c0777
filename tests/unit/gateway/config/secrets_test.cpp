// SPDX-License-Identifier: MIT
/// Tokens, keys and the files of TLS: what is refused, and that no mistake shows a secret.
#include <doctest/doctest.h>

#include "gateway_folder.hpp"

#include <sys/stat.h>

using namespace coapnode;
using namespace coapnode::testing;

namespace {

using Lines = std::vector<std::string>;

const std::string secret = "Fourscore7YearsAgo";

std::string tokens(const std::string& keys)
{
    return "tokens:\n- {" + keys + "}\n";
}

}  // namespace

TEST_CASE("what a token can be")
{
    struct Row {
        std::string keys;
        Lines mistakes;
    };
    const GatewayFolder folder;
    folder.write_named_files();
    const std::string characters = "2:20: a token may have only letters, digits and -._~+/, and = at its end";
    for (const auto& [keys, mistakes] : std::vector<Row>{
             {"name: a, token: " + std::string(16, 'x'), {}},
             {"name: a, token: " + std::string(256, 'x'), {}},
             {"name: a, token: " + std::string(15, 'x'),
              {"2:20: a token of 15 characters is too short: 16 to 256; make one with: openssl rand -hex 16"}},
             {"name: a, token: " + std::string(257, 'x'),
              {"2:20: a token of 257 characters is too long: 16 to 256; make one with: openssl rand -hex 16"}},
             {"name: a, token: 'four score and seven'", {characters}},
             {"name: a, token: 'fourscore=and=seven'", {characters}},
             {"name: a, token: '===================='", {characters}},
             {"name: a, token: 'fourscore-and-s\xc3\xbc"
              "ven'",
              {characters}},
             {"name: a, token: '${TOKEN_OF_GATEWAY}'",
              {"2:20: a placeholder that was not filled in (coapnode does not fill it in); name a token_file, and "
               "run coapnode-gateway --init to create the token"}},
             {"name: a", {"2:3: the token is missing: give one of token_file and token"}},
             {"name: a, token: " + secret + ", token_file: phone.token",
              {"2:52: give only one of token_file and token"}},
             {"token: " + secret, {"2:3: the key 'name' is missing"}},
             {"name: '', token: " + secret, {"2:10: expected a text of 1 to 64 bytes without control characters"}},
             {"name: " + std::string(65, 'x') + ", token: " + secret,
              {"2:10: expected a text of 1 to 64 bytes without control characters"}},
             {"name: a, token: " + secret + ", role: none", {"2:46: expected read, control or admin"}},
             {"name: a, token: " + secret + "}\n- {name: a, token: x" + secret,
              {"3:10: this name is already used at line 2"}},
             {"name: a, token: " + secret + "}\n- {name: b, token: " + secret,
              {"3:20: this token is already used at line 2"}},
             {"name: a, token_file: phone.token}\n- {name: b, token: " + std::string{token_of_phone},
              {"3:20: this token is already used at line 2"}},
         }) {
        CAPTURE(keys);
        CHECK(folder.mistakes(tokens(keys)) == mistakes);
    }
}

TEST_CASE("what a token file can be")
{
    struct Row {
        std::string content;
        unsigned mode;
        std::string mistake;
    };
    const GatewayFolder folder;
    const auto file = folder.path("a.token").string();
    for (const auto& [content, mode, mistake] : std::vector<Row>{
             {secret, 0600, ""},
             {secret + "\n", 0640, ""},
             {"  " + secret + " \r\n\n", 0640, ""},
             {secret + "\n", 0644, file + " can be used by every user of this machine: chmod o-rwx " + file},
             {secret + "\n" + secret + "\n", 0600, file + ": has several lines: a token file has one line, the token"},
             {"# a token\n" + secret, 0600, file + ": has several lines: a token file has one line, the token"},
             {"\n", 0600, file + ": is empty: a token file has one line, the token"},
             {"short", 0600,
              file + ": a token of 5 characters is too short: 16 to 256; make one with: openssl rand -hex 16"},
             {"two words of text", 0600, file + ": a token may have only letters, digits and -._~+/, and = at its end"},
             {std::string(4097, 'x'), 0600, file + " is larger than 4096 bytes"},
         }) {
        CAPTURE(content);
        CAPTURE(mode);
        folder.write("a.token", content, mode);
        CHECK(folder.mistakes(tokens("name: a, token_file: a.token")) ==
              (mistake.empty() ? Lines{} : Lines{"2:25: " + mistake}));
    }
    CHECK(folder.mistakes(tokens("name: a, token_file: b.token")) ==
          Lines{"2:25: " + folder.path("b.token").string() + " does not exist: coapnode-gateway --init creates it"});
    std::filesystem::create_symlink("nowhere", folder.path("b.token"));
    CHECK(folder.mistakes(tokens("name: a, token_file: b.token")) ==
          Lines{"2:25: " + folder.path("b.token").string() + " is a link to a file that does not exist"});
}

TEST_CASE("a file with a secret in it must not be readable by others")
{
    const GatewayFolder folder;
    folder.write_named_files();
    const auto told = "this file holds a secret and can be used by every user of this machine: chmod o-rwx " +
                      folder.path("gateway.yaml").string();
    const auto token = tokens("name: a, token: " + secret);
    const std::string psk = "nodes: [{name: a, uri: 'coaps://a', identity: g, psk: " + secret + "}]\n";
    const std::string hex =
        "nodes: [{name: a, uri: 'coaps://a', identity: g, psk_hex: " + std::string{psk_in_hex} + "}]\n";
    for (const auto& text : {token, psk, hex})
        CHECK(folder.mistakes(text, 0640) == Lines{});
    CHECK(folder.mistakes(token, 0644) == Lines{"2:20: " + told});
    CHECK(folder.mistakes(psk, 0604) == Lines{"1:55: " + told});
    CHECK(folder.mistakes(hex, 0601) == Lines{"1:59: " + told});
    CHECK_MESSAGE(folder.mistakes(token + psk, 0644) == Lines{"2:20: " + told}, "told once");
    CHECK(folder.mistakes(tokens("name: a, token_file: phone.token"), 0644) == Lines{});
}

TEST_CASE("the files of TLS")
{
    struct Row {
        std::string certificate;
        std::string key;
        unsigned key_mode;
        Lines mistakes;
    };
    const GatewayFolder folder;
    const auto cert_pem = folder.path("cert.pem").string();
    const auto key_pem = folder.path("key.pem").string();
    const std::string certificate{certificate_in_pem};
    const std::string key{key_in_pem};
    const std::string locked = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n";
    const auto passphrase = "1:35: " + key_pem + " needs a passphrase: save the key without one";
    for (const auto& [cert_text, key_text, mode, mistakes] : std::vector<Row>{
             {certificate, key, 0640, {}},
             {certificate, "-----BEGIN EC PRIVATE KEY-----\n", 0600, {}},
             {certificate + certificate, key, 0600, {}},
             {key,
              certificate,
              0600,
              {"1:20: " + cert_pem + " holds no certificate in PEM (BEGIN CERTIFICATE)",
               "1:35: " + key_pem + " holds no private key in PEM (BEGIN PRIVATE KEY)"}},
             {certificate, locked, 0600, {passphrase}},
             {certificate, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", 0600, {passphrase}},
             {certificate,
              key,
              0644,
              {"1:35: " + key_pem + " can be used by every user of this machine: chmod o-rwx " + key_pem}},
             {std::string(262'145, 'x'), key, 0600, {"1:20: " + cert_pem + " is larger than 262144 bytes"}},
         }) {
        CAPTURE(key_text);
        CAPTURE(mode);
        folder.write("cert.pem", cert_text, 0644);
        folder.write("key.pem", key_text, mode);
        CHECK(folder.mistakes("tls: {certificate: cert.pem, key: key.pem}") == mistakes);
    }
    CHECK(folder.mistakes("tls: {certificate: gone.pem}") ==
          Lines{"1:6: the key 'key' is missing", "1:20: " + folder.path("gone.pem").string() + " does not exist"});
}

TEST_CASE("no mistake shows a secret that stands in the wrong place")
{
    const GatewayFolder folder;
    for (const auto& text : Lines{
             tokens("name: a, token_file: " + secret),
             tokens("name: a, token: " + secret + "!"),
             tokens("name: a, token: [" + secret + "]"),
             tokens("name: a, role: " + secret),
             tokens("name: a, token:" + secret),
             tokens("name: a, tokenx: " + secret),
             tokens(secret),
             "tokens: [" + secret + "]",
             tokens("name: '" + secret + "\\n" + std::string(60, 'x') + "', token: b" + secret),
             "nodes: [{name: a, uri: 'coaps://a', identity: g, psk_file: " + secret + "}]",
             "nodes: [{name: a, uri: 'coaps://a', identity: g, psk_hex: " + secret + "}]",
             "nodes: [{name: a, uri: 'coap://a', psk: " + secret + "}]",
         }) {
        CAPTURE(text);
        const auto mistakes = folder.mistakes(text);
        CHECK(!mistakes.empty());
        for (const auto& mistake : mistakes)
            CHECK(mistake.find(secret.substr(0, 8)) == std::string::npos);
    }
}

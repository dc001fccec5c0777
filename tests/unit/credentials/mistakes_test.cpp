// SPDX-License-Identifier: MIT
/// Each mistake of a credentials file has its place, and none tells a key.
#include <doctest/doctest.h>

#include "credentials_folder.hpp"

#include <string>
#include <vector>

using namespace coapnode;
using coapnode::testing::CredentialsFolder;

namespace {

using Lines = std::vector<std::string>;

struct Row {
    std::string text;
    Lines mistakes;
};

std::string entry(const std::string& keys)
{
    return "hosts:\n- {" + keys + "}\n";
}

const std::string digits = "70112233445566778899aabbccddeeff";
const std::string form =
    "the line 'hosts:' and below it, for each host, '- {host: pi.local, identity: phone, key_file: phone.psk}'";
const std::string no_hosts = "1:1: the key 'hosts' is missing: write " + form;
const std::string no_identity = "expected a text of 1 to 128 bytes without control characters";

}  // namespace

TEST_CASE("mistakes and their places")
{
    const CredentialsFolder folder;
    for (const auto& [text, mistakes] : std::vector<Row>{
             {"hosst: []", {no_hosts}},
             {"host: [{host: pi, identity: phone, key: k}]", {no_hosts}},
             {"host: pi\nidentity: phone\nkey: k", {no_hosts}},
             {"pi.local: {identity: phone, key: k}", {no_hosts}},
             {"{hosts: [], host: pi}", {"1:13: unknown key 'host'; did you mean 'hosts'?"}},
             {"hosts: pi.local",
              {"1:8: expected a list, each item a host (host:, identity:, key_file:), not a single value"}},
             {"- a", {"1:1: expected " + form + ", not a list"}},
             {"pi.local", {"1:1: expected " + form + ", not a single value"}},
             {entry("host: pi, identity: phone, keyfile: phone.psk"),
              {"2:3: the key is missing: give one of key_file, key_hex and key",
               "2:31: unknown key 'keyfile'; did you mean 'key_file'?"}},
             {entry("host: pi, identity: phone, psk_file: phone.psk"),
              {"2:3: the key is missing: give one of key_file, key_hex and key",
               "2:31: unknown key 'psk_file'; did you mean 'key_file'?"}},
             {entry("host: pi, identity: phone, psk: k"),
              {"2:3: the key is missing: give one of key_file, key_hex and key",
               "2:31: unknown key 'psk'; did you mean 'key'?"}},
             {entry("identity: phone, key: k"), {"2:3: the key 'host' is missing"}},
             {entry("host: pi, key: k"), {"2:3: the key 'identity' is missing"}},
             {entry("host: pi, identity: phone"), {"2:3: the key is missing: give one of key_file, key_hex and key"}},
             {entry("host: pi, identity: phone, key: k, key_hex: '00'"),
              {"2:48: give only one of key_file, key_hex and key"}},
             {entry("host: pi, port: 0, identity: phone, key: k"),
              {"2:20: expected a number from 1 to 65535, not '0'"}},
             {entry("host: pi, port: 65536, identity: phone, key: k"),
              {"2:20: expected a number from 1 to 65535, not '65536'"}},
             {entry("host: 'coaps://pi', identity: phone, key: k"),
              {"2:10: expected a host such as pi.local or 192.168.1.*, without coaps:// and without a port"}},
             {entry("host: pi, identity: '', key: k"), {"2:24: " + no_identity}},
             {entry("host: pi, identity: \"a\\0b\", key: k"), {"2:24: " + no_identity}},
             {entry("host: pi, identity: phone, key: ''"), {"2:36: the key is empty: give the server's key"}},
             {entry("host: pi, identity: phone, key: '${KEY}'"),
              {"2:36: a placeholder that was not filled in (coapnode does not fill it in)"}},
             {entry("host: pi, identity: phone, key_hex: nothex"),
              {"2:40: expected a key of hex digits (0-9, a-f), two per byte"}},
             {entry("host: pi, identity: phone, key_file: " + digits),
              {"2:41: key_file names a file: a key in hex belongs in key_hex"}},
         }) {
        CAPTURE(text);
        CHECK(folder.mistakes(text) == mistakes);
    }
}

TEST_CASE("no mistake tells a key that stands in the wrong place")
{
    const CredentialsFolder folder;
    for (const auto& keys : Lines{
             "host: '" + digits + " ', identity: phone, key: k",
             "host: pi, identity: '" + digits + "\n" + digits + "\\n', key_hex: x" + digits,
             "host: pi, identity: phone, key_hex: " + digits + "0",
             "host: pi, identity: phone, key_hex: " + digits + digits + digits + digits + digits,
             "host: pi, identity: phone, key_file: " + digits,
             "host: pi, identity: phone, key: [" + digits + "]",
             "host: pi, identity: phone, kex: " + digits,
             "host: pi, identity: phone, key:" + digits,
             "host: pi, identity: phone, " + digits,
         }) {
        CAPTURE(keys);
        const auto mistakes = folder.mistakes(entry(keys));
        CHECK(!mistakes.empty());
        for (const auto& mistake : mistakes)
            CHECK(mistake.find(digits.substr(0, 8)) == std::string::npos);
    }
}

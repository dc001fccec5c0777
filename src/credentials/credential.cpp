// SPDX-License-Identifier: MIT
#include "coapnode/credentials/credential.hpp"

#include "coapnode/core/counted.hpp"
#include "psk/key_file.hpp"
#include "psk/names.hpp"
#include "yaml/ascii.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::string_view between_bytes = " \t\r\n:-";
constexpr std::size_t shortest_hex_hint = 16;  // fewer digits are as likely a word or a number

Result<Bytes> of_fitting_size(Bytes key)
{
    if (key.empty()) return complaint("the key is empty: give the server's key");
    if (key.size() > max_psk_size) {
        return complaint("a key of " + std::to_string(key.size()) + " bytes is too long: give one of " +
                         std::to_string(max_psk_size) + " bytes at most");
    }
    return key;
}

bool begins_hex_number(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X");
}

/// "0x00 11", "00:11", "00-11" as "0011"; the text as it is where a byte is parted.
std::string without_signs_between(std::string_view text)
{
    std::string digits;
    while (!text.empty()) {
        if (begins_hex_number(text)) text.remove_prefix(2);
        const auto piece = text.substr(0, text.find_first_of(between_bytes));
        if (piece.size() % 2 != 0) return {};
        digits += piece;
        text.remove_prefix(piece.size());
        text.remove_prefix(std::min(text.find_first_not_of(between_bytes), text.size()));
    }
    return digits;
}

Result<std::string> only_identity(std::string_view text)
{
    const auto names = identities_in_key_file(text);
    if (!names) return fail(names);
    if (names->size() == 1) return names->front();
    if (names->empty()) return complaint("this file has a key without an identity: give the identity with --identity");
    std::string known;
    for (const auto& name : *names)
        known += (known.empty() ? "" : ", ") + in_quotes(name);
    return complaint("several identities have a key in this file: choose one with --identity (" + known + ")");
}

Result<Credential> credential_in_text(std::string_view text, std::string_view identity)
{
    auto name = identity.empty() ? only_identity(text) : Result<std::string>{identity};
    if (!name) return fail(name);
    if (auto good = check_identity(*name); !good) return fail(good);
    const auto hex = hex_in_key_file(text, *name);
    if (!hex) return fail(hex);
    auto key = bytes_of_hex_key(*hex).and_then(of_fitting_size);
    if (!key) return fail(key);
    return Credential{std::move(*name), std::move(*key)};
}

}  // namespace

Result<void> check_identity(std::string_view identity)
{
    const auto read = identity_name().read(std::string{identity});
    if (!read) return complaint("the identity: " + read.error().message);
    return {};
}

Result<Bytes> key_of_characters(std::string_view text)
{
    return of_fitting_size(to_bytes(text));
}

Result<Bytes> key_of_hex(std::string_view text)
{
    if (is_unfilled(text)) return complaint(std::string{unfilled_complaint});
    return bytes_of_hex_key(without_signs_between(trimmed(text))).and_then(of_fitting_size);
}

Result<Credential> credential_in_file(const std::filesystem::path& file, std::string_view identity)
{
    const auto text = read_key_file(file);
    if (!text) return fail(text);
    auto credential = credential_in_text(*text, identity);
    if (!credential) return complaint(file.string() + ": " + credential.error().message);
    return credential;
}

std::string_view hex_hint(std::string_view characters)
{
    const bool is_hex = characters.size() >= shortest_hex_hint && characters.size() % 2 == 0 &&
                        characters.find_first_not_of(hex_digits) == std::string_view::npos;
    return is_hex || begins_hex_number(characters) ? "the key looks like hex digits: use --key-hex if it is" : "";
}

std::string short_key_warning(ByteView key)
{
    if (key.size() >= min_psk_size) return {};
    return "a key of " + counted(key.size(), "byte") + " can be guessed: RFC 7925 asks for 16 bytes or more";
}

}  // namespace coapnode

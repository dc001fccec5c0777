// SPDX-License-Identifier: MIT
#include "config/psk.hpp"

#include "coapnode/config/known_key.hpp"
#include "coapnode/core/counted.hpp"
#include "coapnode/core/utf8.hpp"

namespace coapnode {

namespace {

Failure no_key(std::string_view why)
{
    return complaint(std::string{why} + "; name a psk_file, and run coapnoded --init to create the key");
}

/// Accepts a key of a valid size that is not a placeholder.
Result<Psk> usable(Psk key)
{
    if (key.size() < min_psk_size || key.size() > max_psk_size) {
        return complaint("a key of " + counted(key.size(), "byte") + " is too " +
                         (key.size() < min_psk_size ? "short" : "long") +
                         ": 16 to 64 bytes (RFC 7925); make one with: openssl rand -hex 32");
    }
    const std::string text{key.begin(), key.end()};
    if (const auto why = placeholder_complaint(text); !why.empty()) return no_key(why);
    return key;
}

}  // namespace

Result<Psk> psk_from_hex(std::string_view hex)
{
    if (const auto why = placeholder_complaint(hex); !why.empty()) return no_key(why);
    auto key = bytes_of_hex_key(hex);
    if (!key) return key;
    return usable(std::move(*key));
}

Result<Psk> psk_from_text(std::string_view text)
{
    if (const auto why = placeholder_complaint(text); !why.empty()) return no_key(why);
    if (!is_printable(text)) return complaint("a key with control characters or line ends belongs in psk_hex");
    return usable({text.begin(), text.end()});
}

Result<Psk> psk_from_file_text(std::string_view text, std::string_view identity)
{
    const auto hex = hex_in_key_file(text, identity);
    if (!hex) return fail(hex);
    return psk_from_hex(*hex);
}

Result<Psk> psk_from_file(const std::filesystem::path& file, std::string_view identity, std::string_view if_missing)
{
    const auto text = read_key_file(file);
    if (!text) {
        std::error_code ignored;
        if (std::filesystem::exists(std::filesystem::symlink_status(file, ignored)))
            return complaint(text.error().message);
        return complaint(text.error().message + ": " + std::string{if_missing});
    }
    auto key = psk_from_file_text(*text, identity);
    if (!key) return complaint(file.string() + ": " + key.error().message);
    return key;
}

}  // namespace coapnode

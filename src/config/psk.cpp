// SPDX-License-Identifier: MIT
#include "config/psk.hpp"

#include "coapnode/config/known_key.hpp"
#include "coapnode/core/utf8.hpp"
#include "yaml/ascii.hpp"
#include "yaml/text_file.hpp"

#include <charconv>

namespace coapnode {

namespace {

Failure no_key(std::string_view why)
{
    return complaint(std::string{why} + "; name a psk_file, and coapnoded --init makes the key");
}

/// What fits in size and is no placeholder.
Result<Psk> usable(Psk key)
{
    if (key.size() < min_psk_size || key.size() > max_psk_size) {
        return complaint("a key of " + std::to_string(key.size()) + " bytes is too " +
                         (key.size() < min_psk_size ? "short" : "long") +
                         ": 16 to 64 bytes (RFC 7925); make one with: openssl rand -hex 32");
    }
    const std::string text{key.begin(), key.end()};
    if (const auto why = placeholder_complaint(text); !why.empty()) return no_key(why);
    return key;
}

/// Takes the next line off `text`, without the white space around it.
std::string_view next_line(std::string_view& text)
{
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return trimmed(line);
}

/// GnuTLS's own rule for names in such a file (its lib/auth/psk_passwd.c): # and hex digits, or the name as it is.
bool names(std::string_view name, std::string_view identity)
{
    if (name == identity) return true;
    if (!name.starts_with('#') || name.size() != 1 + 2 * identity.size()) return false;
    for (std::size_t i = 0; i < identity.size(); ++i) {
        unsigned byte{};
        const auto* digits = name.data() + 1 + 2 * i;
        if (std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) return false;
        if (byte != static_cast<unsigned char>(identity[i])) return false;
    }
    return true;
}

}  // namespace

Result<Psk> psk_from_hex(std::string_view hex)
{
    if (const auto why = placeholder_complaint(hex); !why.empty()) return no_key(why);
    const bool digits_alone = hex.find_first_not_of(hex_digits) == std::string_view::npos;
    if (hex.empty() || !digits_alone || hex.size() % 2 != 0) {
        return complaint("expected a key of hex digits (0-9, a-f), two a byte");
    }
    Psk key(hex.size() / 2);
    for (std::size_t i = 0; i < key.size(); ++i) {
        std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, key[i], 16);
    }
    return usable(std::move(key));
}

Result<Psk> psk_from_text(std::string_view text)
{
    if (const auto why = placeholder_complaint(text); !why.empty()) return no_key(why);
    if (!is_printable(text)) return complaint("a key with control characters or line ends belongs in psk_hex");
    return usable({text.begin(), text.end()});
}

Result<Psk> psk_from_file_text(std::string_view text, std::string_view identity)
{
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        return complaint("this file is in UTF-16: save it in UTF-8");
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::string_view alone;
    int others = 0;
    while (!text.empty()) {
        const auto line = next_line(text);
        const auto colon = line.rfind(':');
        if (colon != std::string_view::npos && names(line.substr(0, colon), identity)) {
            return psk_from_hex(line.substr(colon + 1));
        }
        if (line.empty() || line.starts_with('#')) continue;
        if (alone.empty() && colon == std::string_view::npos) {
            alone = line;
        } else {
            ++others;
        }
    }
    if (!alone.empty() && others == 0) return psk_from_hex(alone);
    return complaint("no line " + in_quotes(std::string{identity} + ":HEX") +
                     " as psktool writes it, nor hex digits alone");
}

Result<Psk> psk_from_file(const std::filesystem::path& file, std::string_view identity)
{
    const auto content = read_text_file(file, max_psk_file_size);
    if (!content) {
        std::error_code ignored;
        const auto* const advice = std::filesystem::exists(file, ignored) ? "" : ": coapnoded --init makes it";
        return complaint(file.string() + " " + content.error().message + advice);
    }
    if (content->open_to_others) return complaint(file.string() + " " + open_to_others_complaint(file));
    auto key = psk_from_file_text(content->text, identity);
    if (!key) return complaint(file.string() + ": " + key.error().message);
    return key;
}

bool looks_like_hex_key(std::string_view text)
{
    return text.size() >= 2 * min_psk_size && text.find_first_not_of(hex_digits) == std::string_view::npos;
}

}  // namespace coapnode

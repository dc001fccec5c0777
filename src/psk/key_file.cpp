// SPDX-License-Identifier: MIT
#include "psk/key_file.hpp"

#include "yaml/ascii.hpp"
#include "yaml/text_file.hpp"

#include <charconv>

namespace coapnode {

namespace {

bool are_hex_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of(hex_digits) == std::string_view::npos;
}

/// The bytes that an even number of hex digits stands for.
template <class Byte>
void decode_hex(std::string_view hex, std::vector<Byte>& into)
{
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        std::uint8_t byte{};
        std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
        into.push_back(static_cast<Byte>(byte));
    }
}

struct Line {
    std::string_view text;    // without the white space around it
    std::string_view before;  // the last colon; empty where there is none
    std::string_view behind;
    bool has_colon{};
};

/// Takes the next line off `text`.
Line next_line(std::string_view& text)
{
    const auto end = text.find('\n');
    Line line{.text = trimmed(text.substr(0, end)), .before = {}, .behind = {}};
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const auto colon = line.text.rfind(':');
    line.has_colon = colon != std::string_view::npos;
    if (!line.has_colon) return line;
    line.before = line.text.substr(0, colon);
    line.behind = line.text.substr(colon + 1);
    return line;
}

/// GnuTLS's own rule for names in such a file (its lib/auth/psk_passwd.c): # and hex digits, or the name as it is.
std::string decoded_name(std::string_view name)
{
    const auto hex = name.substr(std::min<std::size_t>(1, name.size()));
    if (!name.starts_with('#') || !are_hex_digits(hex) || hex.size() % 2 != 0) return std::string{name};
    std::vector<char> bytes;
    decode_hex(hex, bytes);
    return {bytes.begin(), bytes.end()};
}

/// A line such as "#6761:0011" has a name, another one with # is a comment.
bool is_comment(const Line& line)
{
    return line.text.starts_with('#') && (!line.has_colon || decoded_name(line.before) == line.before);
}

Result<std::string_view> without_mark(std::string_view text)
{
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        return complaint("this file is in UTF-16: save it in UTF-8");
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
}

}  // namespace

Result<Psk> bytes_of_hex_key(std::string_view hex)
{
    if (!are_hex_digits(hex) || hex.size() % 2 != 0) {
        return complaint("expected a key of hex digits (0-9, a-f), two per byte");
    }
    Psk key;
    decode_hex(hex, key);
    return key;
}

Result<std::string> read_key_file(const std::filesystem::path& file)
{
    auto content = read_text_file(file, max_psk_file_size);
    if (!content) return complaint(file.string() + " " + content.error().message);
    if (content->open_to_others) return complaint(file.string() + " " + open_to_others_complaint(file));
    return std::move(content->text);
}

Result<std::string_view> hex_in_key_file(std::string_view text, std::string_view identity)
{
    auto rest = without_mark(text);
    std::string_view alone;
    int others = 0;
    while (rest && !rest->empty()) {
        const auto line = next_line(*rest);
        if (line.has_colon && (line.before == identity || decoded_name(line.before) == identity)) return line.behind;
        if (line.text.empty() || line.text.starts_with('#')) continue;
        if (alone.empty() && !line.has_colon) {
            alone = line.text;
        } else {
            ++others;
        }
    }
    if (!rest) return rest;
    if (!alone.empty() && others == 0) return alone;
    return complaint("no line " + in_quotes(std::string{identity} + ":HEX") +
                     " as psktool writes it, nor hex digits only");
}

Result<std::vector<std::string>> identities_in_key_file(std::string_view text)
{
    auto rest = without_mark(text);
    if (!rest) return fail(rest);
    std::vector<std::string> names;
    while (!rest->empty()) {
        const auto line = next_line(*rest);
        if (line.has_colon && !line.before.empty() && !is_comment(line)) names.push_back(decoded_name(line.before));
    }
    return names;
}

bool looks_like_hex_key(std::string_view text)
{
    return text.size() >= 2 * min_psk_size && are_hex_digits(text);
}

}  // namespace coapnode

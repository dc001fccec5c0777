// SPDX-License-Identifier: MIT
#include "uri/percent.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace coapnode {

namespace {

constexpr std::size_t longest_quote = 64;
constexpr std::string_view digits = "0123456789ABCDEF";

bool is_unreserved(char c)
{
    return is_alphanumeric(c) || std::string_view{"-._~"}.find(c) != std::string_view::npos;
}

void append_encoded(std::string& text, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    ((text += '%') += digits[byte >> 4]) += digits[byte & 0xf];
}

}  // namespace

Result<std::string> percent_decoded(std::string_view text)
{
    std::string decoded{text.substr(0, text.find('%'))};
    decoded.reserve(text.size());
    for (std::size_t i = decoded.size(); i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const auto code = text.substr(i + 1, 2);
        std::uint8_t byte{};
        const auto* const end = code.data() + code.size();
        if (code.size() != 2 || std::from_chars(code.data(), end, byte, 16).ptr != end) {
            return fail(Errc::bad_uri,
                        quoted(text.substr(i, 3)) + " is not a percent-encoding: write %25 for a % sign");
        }
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

std::string percent_encoded(std::string_view text, std::string_view literal)
{
    const auto stays = [=](char c) { return is_unreserved(c) || literal.find(c) != std::string_view::npos; };
    std::string encoded{text.begin(), std::find_if_not(text.begin(), text.end(), stays)};
    for (const char c : text.substr(encoded.size())) {
        if (stays(c)) {
            encoded += c;
        } else {
            append_encoded(encoded, c);
        }
    }
    return encoded;
}

std::string quoted(std::string_view text)
{
    std::string all{"'"};
    for (const char c : text.substr(0, longest_quote)) {
        if (c >= ' ' && c <= '~') {
            all += c;
        } else {
            append_encoded(all, c);
        }
    }
    return all + (text.size() > longest_quote ? "...'" : "'");
}

}  // namespace coapnode

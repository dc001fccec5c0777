// SPDX-License-Identifier: MIT
#include "gateway/config/token.hpp"

#include "coapnode/config/known_key.hpp"
#include "coapnode/core/counted.hpp"
#include "yaml/ascii.hpp"
#include "yaml/complaint.hpp"
#include "yaml/text_file.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool is_token_character(char c)
{
    return is_alphanumeric(c) || std::string_view{"-._~+/"}.find(c) != std::string_view::npos;
}

Result<std::string> token_in_text(std::string_view text)
{
    const auto line = trimmed(text);
    if (line.empty()) return complaint("is empty: a token file has one line, the token");
    if (line.find('\n') != std::string_view::npos)
        return complaint("has several lines: a token file has one line, the token");
    return parse_token(line);
}

}  // namespace

bool is_token_text(std::string_view text)
{
    const auto end = text.find_last_not_of('=') + 1;  // 0 where there is none
    return end > 0 && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), is_token_character);
}

Result<std::string> parse_token(std::string_view text)
{
    if (const auto why = placeholder_complaint(text); !why.empty())
        return complaint(std::string{why} + "; name a token_file, and run coapnode-gateway --init to create the token");
    if (text.size() < min_token_size || text.size() > max_token_size) {
        return complaint("a token of " + counted(text.size(), "character") + " is too " +
                         (text.size() < min_token_size ? "short" : "long") +
                         ": 16 to 256; make one with: openssl rand -hex 16");
    }
    if (!is_token_text(text)) return complaint("a token may have only letters, digits and -._~+/, and = at its end");
    return std::string{text};
}

Result<std::string> token_in_file(const std::filesystem::path& file)
{
    const auto content = read_text_file(file, max_token_file_size);
    std::error_code ignored;
    if (!content) {
        const bool is_missing = !std::filesystem::exists(std::filesystem::symlink_status(file, ignored));
        return complaint(file.string() + ' ' + content.error().message +
                         (is_missing ? ": coapnode-gateway --init creates it" : ""));
    }
    if (content->open_to_others) return complaint(file.string() + ' ' + open_to_others_complaint(file));
    auto token = token_in_text(content->text);
    if (!token) return complaint(file.string() + ": " + token.error().message);
    return token;
}

std::string token_pattern()
{
    return "^(?=.{16,256}$)[A-Za-z0-9._~+/-]+=*$";
}

}  // namespace coapnode

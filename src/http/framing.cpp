// SPDX-License-Identifier: MIT
#include "http/framing.hpp"

#include "http/ascii.hpp"
#include "http/target.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace coapnode::http {

namespace {

/// By the value of the character (RFC 9110 section 5.6.2).
constexpr auto token_characters = [] {
    std::array<bool, 256> are{};
    for (std::size_t c = 0; c < are.size(); ++c)
        are[c] = is_alphanumeric(static_cast<char>(c));
    for (const char c : std::string_view{"!#$%&'*+-.^_`|~"})
        are[static_cast<unsigned char>(c)] = true;
    return are;
}();

// Function objects, which algorithms call inline.
constexpr auto is_token_character = [](char c) { return token_characters[static_cast<unsigned char>(c)]; };

constexpr auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
};

bool is_token(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), is_token_character);
}

bool has_control(std::string_view value)
{
    return std::any_of(value.begin(), value.end(), is_control);
}

auto count(const HttpFields& fields, std::string_view name)
{
    return std::count_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
}

const char* host_mistake(const HttpFields& fields)
{
    const auto hosts = count(fields, "host");
    if (hosts == 0) return "the request has no Host field; it is needed with HTTP/1.0, too";
    if (hosts > 1) return "the request has more than one Host field";
    return is_authority(*find_field(fields, "host")) ? nullptr : "the Host field is not a valid host";
}

const char* body_mistake(const HttpFields& fields, std::string_view version)
{
    const auto* const coding = find_field(fields, "transfer-encoding");
    const auto* const length = find_field(fields, "content-length");
    if (coding != nullptr && length != nullptr) return "the request has both Transfer-Encoding and Content-Length";
    if (count(fields, "content-length") > 1) return "the request has more than one Content-Length";
    if (length != nullptr && !is_number(*length)) return "Content-Length is not a number";
    if (coding == nullptr) return nullptr;
    if (version == "HTTP/1.0") return "HTTP/1.0 does not allow Transfer-Encoding";
    if (count(fields, "transfer-encoding") > 1) return "the request has more than one Transfer-Encoding";
    return equals_caseless(*coding, "chunked") ? nullptr : "the only supported Transfer-Encoding is chunked";
}

}  // namespace

bool is_number(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::optional<std::uint64_t> read_number(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} ? std::optional{number} : std::nullopt;
}

const char* framing_mistake(const HttpFields& fields, std::string_view version)
{
    for (const auto& field : fields) {
        if (!is_token(field.name)) return "the name of a field has an invalid character";
        if (has_control(field.value)) return "the value of a field has a control character";
    }
    if (const auto* const mistake = host_mistake(fields); mistake != nullptr) return mistake;
    return body_mistake(fields, version);
}

BodyFraming body_framing(const HttpFields& fields)
{
    BodyFraming framing;
    framing.is_chunked = find_field(fields, "transfer-encoding") != nullptr;
    if (const auto* const text = find_field(fields, "content-length"); text != nullptr) {
        framing.length = read_number(*text).value_or(std::numeric_limits<std::uint64_t>::max());
    }
    return framing;
}

}  // namespace coapnode::http

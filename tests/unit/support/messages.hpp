// SPDX-License-Identifier: MIT
/// Requests and responses as tests write and read them.
#pragma once

#include "coapnode/rest/message.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace coapnode {

/// "4.12", as RFC 7252 section 3 writes codes.
inline std::string to_string(Code code)
{
    return code_text(static_cast<std::uint8_t>(code));
}

/// How doctest shows them.
inline doctest::String toString(Code code)
{
    return to_string(code).c_str();
}

inline doctest::String toString(ContentFormat format)
{
    return std::to_string(static_cast<unsigned>(format)).c_str();
}

/// Lower case, without blanks.
inline std::string hex_of(ByteView bytes)
{
    constexpr auto digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

/// The inverse; blanks are for the reader.
inline Bytes from_hex(std::string_view text)
{
    std::string digits;
    for (const char c : text) {
        if (c != ' ') digits += c;
    }
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

inline std::string payload_of(const Response& response)
{
    return response.payload ? std::string{as_text(*response.payload)} : std::string{};
}

/// Who asks, in the words of the tables.
inline constexpr Client nobody{Role::none, false};
inline constexpr Client anonymous_reader{Role::read, false};
inline constexpr Client anonymous_controller{Role::control, false};
inline constexpr Client removed_identity{Role::none, true};
inline constexpr Client reader{Role::read, true};
inline constexpr Client controller{Role::control, true};
inline constexpr Client administrator{Role::admin, true};

/// "led/x" is the path of two segments; "" the root.
inline std::vector<std::string> segments(std::string_view path)
{
    std::vector<std::string> parts;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        parts.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

/// A request that may do anything.
inline Request request_for(std::string_view path, Method method = Method::get)
{
    Request request;
    request.method = method;
    request.path = segments(path);
    request.client = administrator;
    return request;
}

/// `body` outlives the request.
inline Request request_with(std::string_view path, Method method, std::string_view body)
{
    auto request = request_for(path, method);
    request.payload = as_bytes(body);
    return request;
}

inline Request accepting(Request request, ContentFormat format)
{
    request.accept = static_cast<std::uint16_t>(format);
    return request;
}

}  // namespace coapnode

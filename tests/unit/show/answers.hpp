// SPDX-License-Identifier: MIT
/// Answers as tests write them.
#pragma once

#include "coapnode/rest/exchange.hpp"
#include "show/arrival.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

inline IncomingResponse answer(Code code, std::optional<std::uint16_t> format, std::string_view payload)
{
    IncomingResponse response;
    response.code = static_cast<std::uint8_t>(code);
    response.content_format = format;
    response.payload = to_bytes(payload);
    return response;
}

inline IncomingResponse content(std::optional<std::uint16_t> format, std::string_view payload)
{
    return answer(Code::content, format, payload);
}

/// Received at 2026-11-22T09:31:08.250Z.
inline Arrival arrival(IncomingResponse response)
{
    return {"coap://pi.local/x", "192.0.2.7:5683", WallTime{std::chrono::milliseconds{1'795'339'868'250}}, std::nullopt,
            std::move(response)};
}

inline std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

}  // namespace coapnode

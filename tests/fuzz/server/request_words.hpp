// SPDX-License-Identifier: MIT
/// What a request of the clients may be made of.
#pragma once

#include "coap/support/datagram.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace coapnode {

inline constexpr std::array<std::string_view, 20> paths{"temperature",
                                                        "humidity",
                                                        "pressure",
                                                        "sensors",
                                                        "sensors/room",
                                                        "sensors/room/temperature",
                                                        "sensors/outside/pressure",
                                                        "led",
                                                        "leds",
                                                        "leds/led",
                                                        "leds/relay",
                                                        "info",
                                                        "history",
                                                        "thermostat",
                                                        "config",
                                                        "stats",
                                                        ".well-known/core",
                                                        "",
                                                        "sensors/none",
                                                        "leds/led/x"};

/// In the order of their numbers, which encoded() needs.
inline constexpr std::array<std::uint16_t, 16> options{
    option::if_match,  option::uri_host,   option::etag,           option::if_none_match,
    option::observe,   option::uri_port,   option::content_format, option::max_age,
    option::uri_query, option::accept,     option::block2,         option::block1,
    option::size2,     35 /* Proxy-Uri */, 60 /* Size1 */,         2049 /* nobody's */};

/// An acknowledgement or a reset.
inline Bytes empty_message(MessageType type, std::uint16_t id)
{
    return {static_cast<std::uint8_t>(0x40 | static_cast<unsigned>(type) << 4), 0, static_cast<std::uint8_t>(id >> 8),
            static_cast<std::uint8_t>(id)};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The few messages of RFC 7252 that the bench sends and looks at.
#pragma once

#include "link.hpp"

#include <string_view>

namespace bench {

enum class Method : std::uint8_t { get = 1, put = 3 };

struct Request {
    Method method = Method::get;
    std::string_view path{};     ///< of one segment
    std::string_view query{};    ///< "" or queries joined by "&"
    std::string_view payload{};  ///< text
    bool observe = false;
};

/// Confirmable, its token made of its message ID.
Message encode(const Request& request, std::uint16_t message_id);

/// What acknowledges `message`.
Message acknowledgement_of(const Message& message);

bool is_confirmable(const Message& message);

/// Throws std::runtime_error where `message` is no success that answers the request with this message ID.
void check_reply(const Message& message, std::uint16_t message_id);

}  // namespace bench

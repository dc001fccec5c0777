// SPDX-License-Identifier: MIT
/// What put and post send.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::size_t max_payload_size = 1'048'576;

struct Payload {
    Bytes bytes;
    std::uint16_t format{};  ///< what it looks like, for a request without --content-format

    bool operator==(const Payload&) const = default;
};

/// Of the argument: @FILE, - for all that `stdin_fd` gives, or the text itself. Bytes are taken as they are, with the
/// end of the last line. Format of a text: json for a JSON object or array, else text. Of a file: by its ending, else
/// octets. Of stdin: json or text if it is one, else octets. Errors: bad_input, with a sentence.
Result<Payload> read_payload(const std::string& argument, int stdin_fd);

}  // namespace coapnode

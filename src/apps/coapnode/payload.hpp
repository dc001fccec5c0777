// SPDX-License-Identifier: MIT
/// The payload of put and post.
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
    std::uint16_t format{};  ///< guessed, for a request without --content-format

    bool operator==(const Payload&) const = default;
};

/// Reads the payload argument: @FILE, - for all of `stdin_fd`, or the text itself. Bytes are unchanged, including the
/// last line end. Format of a text: json for a JSON object or array, else text. Format of a file: by its extension,
/// else octets. Format of stdin: json or text if valid, else octets. Errors: bad_input, with a sentence.
Result<Payload> read_payload(const std::string& argument, int stdin_fd);

}  // namespace coapnode

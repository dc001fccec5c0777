// SPDX-License-Identifier: MIT
/// Reads the options from the bytes of a message, one after the other (RFC 7252 section 3.1). Pure.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <cstdint>
#include <optional>

namespace coapnode {

/// The marker between options and payload.
inline constexpr std::uint8_t payload_marker = 0xff;

struct Option {
    coap_option_num_t number{};
    ByteView value;
};

class OptionReader {
public:
    /// `bytes` begin after the token.
    explicit OptionReader(ByteView bytes) : rest_{bytes} {}

    /// nullopt at the end of the options.
    std::optional<Option> next();

    /// At the end of the options: false when an option is malformed, or when no payload follows the marker.
    [[nodiscard]] bool is_well_formed() const;

    /// At the end of the options: the marker and the payload.
    [[nodiscard]] ByteView rest() const { return rest_; }
    [[nodiscard]] ByteView payload() const { return rest_.empty() ? rest_ : rest_.subspan(1); }

private:
    ByteView rest_;
    unsigned number_ = 0;
};

/// Appends an option. `delta` is the difference to the number of the option before.
void append_option(Bytes& bytes, unsigned delta, ByteView value);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The options of a message, one after the other, as the bytes hold them (RFC 7252 section 3.1). Pure.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <cstdint>
#include <optional>

namespace coapnode {

/// What stands between the options and the payload.
inline constexpr std::uint8_t payload_marker = 0xff;

struct Option {
    coap_option_num_t number{};
    ByteView value;
};

class OptionReader {
public:
    /// Of what stands behind the token.
    explicit OptionReader(ByteView bytes) : rest_{bytes} {}

    /// nullopt at the end of the options.
    std::optional<Option> next();

    /// At the end of the options: false where they are no options, or a payload is promised and none is there.
    [[nodiscard]] bool is_well_formed() const;

    /// At the end of the options: the payload with its marker.
    [[nodiscard]] ByteView rest() const { return rest_; }
    [[nodiscard]] ByteView payload() const { return rest_.empty() ? rest_ : rest_.subspan(1); }

private:
    ByteView rest_;
    unsigned number_ = 0;
};

/// Adds an option whose number is by `delta` larger than that of the one before.
void append_option(Bytes& bytes, unsigned delta, ByteView value);

}  // namespace coapnode

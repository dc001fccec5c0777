// SPDX-License-Identifier: MIT
/// The few CBOR items (RFC 8949) that a SenML pack needs. nlohmann::json writes CBOR too, but no map with the integer
/// keys that RFC 8428 section 6 asks for.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstdint>
#include <string_view>

namespace coapnode {

class CborWriter {
public:
    void array(std::uint64_t items) { head(4, items); }
    void map(std::uint64_t pairs) { head(5, pairs); }
    void integer(std::int64_t value);
    void text(std::string_view value);
    void boolean(bool value) { bytes_.push_back(value ? 0xf5 : 0xf4); }
    void real(double value);  ///< always 64 bit

    [[nodiscard]] Bytes extract() { return std::move(bytes_); }

private:
    void head(unsigned major_type, std::uint64_t argument);

    Bytes bytes_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Reads the heads and strings of CBOR (RFC 8949 section 3) one after the other. Every reader of CBOR is built on it.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

enum class CborFault {
    malformed,     ///< not well-formed (section 5.3.1), followed by more bytes, or nested too deep for the reader
    member_twice,  ///< a map has a key twice, which is invalid (section 5.6)
};

enum class CborMajor : std::uint8_t { natural, negative, byte_string, text_string, array, map, tag, simple };

struct CborHead {
    CborMajor major{};
    std::uint8_t information{};
    std::uint64_t argument{};

    [[nodiscard]] bool is_indefinite() const { return information == indefinite_length; }

    static constexpr std::uint8_t indefinite_length = 31;
};

/// Reads from the front, and nothing more after the first fault. It never allocates memory for a length that only a
/// head claims.
class CborSource {
public:
    explicit CborSource(ByteView bytes) : rest_{bytes} {}

    CborHead head();
    /// The next `length` bytes; empty, with a fault, when there are fewer.
    ByteView chunk(std::uint64_t length);
    /// The whole string. One of indefinite length is put together from its chunks.
    template <class Container>
    Container string(const CborHead& head);
    /// Runs `next` for each item of an array or map, or up to the break.
    template <class Next>
    void each(const CborHead& head, Next next);

    void complain(CborFault fault);
    [[nodiscard]] std::optional<CborFault> fault() const { return fault_; }
    [[nodiscard]] bool is_done() const { return rest_.empty(); }

private:
    bool takes_break();

    ByteView rest_;
    std::optional<CborFault> fault_;
};

template <class Container>
Container CborSource::string(const CborHead& head)
{
    Container whole;
    const auto append = [&](std::uint64_t length) {
        const auto part = chunk(length);
        whole.insert(whole.end(), part.begin(), part.end());
    };
    if (!head.is_indefinite()) {
        append(head.argument);
        return whole;
    }
    each(head, [&] {
        const auto part = this->head();
        if (part.major != head.major || part.is_indefinite()) return complain(CborFault::malformed);
        append(part.argument);
    });
    return whole;
}

template <class Next>
void CborSource::each(const CborHead& head, Next next)
{
    if (head.is_indefinite()) {
        while (!fault_ && !takes_break())
            next();
        return;
    }
    for (std::uint64_t i = 0; i < head.argument && !fault_; ++i)
        next();
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The field Accept with its q-values (RFC 9110 section 12.5.1).
#pragma once

#include "coapnode/http/message.hpp"
#include "gateway/mapping/media_type.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace coapnode {

struct MediaRange {
    MediaType type;            ///< without q and what stands behind it
    unsigned quality = 1'000;  ///< q in thousandths
};

class Accept {
public:
    static constexpr std::size_t most_ranges = 32;  ///< further ones are ignored

    /// Malformed ranges are ignored.
    explicit Accept(const HttpFields& fields);

    /// There is no field, or only malformed ranges.
    [[nodiscard]] bool takes_anything() const { return ranges_.empty(); }
    [[nodiscard]] const std::vector<MediaRange>& ranges() const { return ranges_; }

    /// In thousandths; 0: not acceptable. The most specific range decides.
    [[nodiscard]] unsigned quality_of(std::string_view media_type) const;
    [[nodiscard]] unsigned quality_of(std::uint16_t content_format) const;

    /// Whether a range names the format itself, not only a wildcard.
    [[nodiscard]] bool names(std::uint16_t content_format) const;

    /// Whether the type itself is named and nothing else is preferred: text/event-stream, text/csv.
    [[nodiscard]] bool asks_for(std::string_view media_type) const;

private:
    template <class Names>
    [[nodiscard]] unsigned quality_where(std::string_view media_type, Names names) const;

    std::vector<MediaRange> ranges_;
};

}  // namespace coapnode

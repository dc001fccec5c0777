// SPDX-License-Identifier: MIT
/// Media types with parameters, and media ranges (RFC 9110 sections 8.3.1 and 12.5.1).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct MediaParameter {
    std::string name;  ///< in lower case
    std::string value;

    bool operator==(const MediaParameter&) const = default;
};

struct MediaType {
    static constexpr std::size_t most_parameters = 8;  ///< those behind them are left out

    std::string name;  ///< in lower case: "text/plain"; of a range also "text/*" and "*/*"
    std::vector<MediaParameter> parameters{};

    /// nullptr when there is none.
    [[nodiscard]] const std::string* parameter(std::string_view wanted) const;

    bool operator==(const MediaType&) const = default;
};

/// Reads a media type or range. nullopt when the text is neither.
std::optional<MediaType> parse_media_type(std::string_view text);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Entity tags of HTTP (RFC 9110 section 8.8.3) made of ETags of CoAP, and back.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::size_t most_entity_tags = 8;   ///< of one request that go to a node
inline constexpr std::size_t longest_coap_etag = 8;  ///< bytes (RFC 7252 section 5.10.6)

/// "\"0a1b\""
std::string entity_tag_of(ByteView etag);

/// How a W/ counts: If-Match wants strong ones, to If-None-Match both are the same (RFC 9110 section 8.8.3.2).
enum class TagComparison : std::uint8_t { strong, weak };

/// What If-Match or If-None-Match says.
struct EntityTags {
    bool is_any = false;        ///< "*"
    std::vector<Bytes> ours{};  ///< those that entity_tag_of() has written, most_entity_tags at most
    bool is_cut_short = false;  ///< there were more of them

    [[nodiscard]] bool has(const std::optional<Bytes>& etag) const;

    bool operator==(const EntityTags&) const = default;
};

/// Entity tags of other servers are left out, because they match nothing here. nullopt: not a list of entity tags.
std::optional<EntityTags> parse_entity_tags(std::string_view text, TagComparison comparison);

}  // namespace coapnode

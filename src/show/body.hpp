// SPDX-License-Identifier: MIT
/// A payload by its real type, which may differ from its content format.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/rest/links.hpp"
#include "show/document.hpp"
#include "show/senml_pack.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace coapnode {

struct TextBody {
    std::string_view text;  ///< of any bytes
};
struct DocumentBody {
    Document document;
};
struct SenmlBody {
    Document pack;  ///< with the names of JSON
    std::vector<ResolvedRecord> records;
};
struct OctetsBody {
    ByteView bytes;
};

/// The result refers to the payload.
using Body = std::variant<TextBody, DocumentBody, SenmlBody, ReadLinks, OctetsBody>;

/// Invalid JSON becomes text, invalid CBOR becomes octets. Without a content format it is text if possible.
Body read_body(ByteView payload, std::optional<std::uint16_t> content_format);

}  // namespace coapnode

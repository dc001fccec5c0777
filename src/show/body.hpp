// SPDX-License-Identifier: MIT
/// A payload as what it proved to be, which its content format does not promise.
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

/// Refers to the payload that it was read from.
using Body = std::variant<TextBody, DocumentBody, SenmlBody, ReadLinks, OctetsBody>;

/// JSON that is none is a text. CBOR that is none is octets. Without a content format it is text where it can be.
Body read_body(ByteView payload, std::optional<std::uint16_t> content_format);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "show/body.hpp"

#include "coapnode/rest/registries.hpp"
#include "show/visible.hpp"

#include <utility>

namespace coapnode {

namespace {

Body text_or_octets(ByteView payload)
{
    const auto text = as_text(payload);
    return is_plain_text(text) ? Body{TextBody{text}} : Body{OctetsBody{payload}};
}

Body document_or(Body other, std::optional<Document> document)
{
    return document ? Body{DocumentBody{std::move(*document)}} : std::move(other);
}

Body senml_or(Body other, std::optional<Document> document)
{
    if (!document) return other;
    auto pack = with_senml_names(*document);
    auto records = resolve_senml(pack);
    if (records) return SenmlBody{std::move(pack), std::move(*records)};
    return DocumentBody{std::move(*document)};
}

Body links_or(Body other, ReadLinks links)
{
    if (links.links.empty() && !links.is_whole) return other;
    return links;
}

}  // namespace

Body read_body(ByteView payload, std::optional<std::uint16_t> content_format)
{
    if (!content_format) return text_or_octets(payload);
    const auto text = as_text(payload);
    switch (shape_of_content_format(*content_format)) {
    case PayloadShape::text:
        return TextBody{text};
    case PayloadShape::link_format:
        return links_or(TextBody{text}, read_link_format(text));
    case PayloadShape::json:
        return document_or(text_or_octets(payload), read_json_document(text));
    case PayloadShape::cbor:
        return document_or(OctetsBody{payload}, read_cbor_document(text));
    case PayloadShape::senml_json:
        return senml_or(text_or_octets(payload), read_json_document(text));
    case PayloadShape::senml_cbor:
        return senml_or(OctetsBody{payload}, read_cbor_document(text));
    case PayloadShape::octets:
        return OctetsBody{payload};
    }
    return OctetsBody{payload};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "apps/coapnode/node_names.hpp"

#include "coapnode/uri/coap_uri.hpp"
#include "show/document.hpp"
#include "show/visible.hpp"

#include <algorithm>

namespace coapnode {

std::vector<std::string> device_path(const ReadLinks& links)
{
    const auto device = std::find_if(links.links.begin(), links.links.end(), [](const Link& link) {
        return link.target.starts_with('/') && has_word(link.value_of("rt"), "device");
    });
    if (device == links.links.end()) return {};
    const auto uri = parse_coap_uri("coap://node" + device->target);
    return uri ? uri->path : std::vector<std::string>{};
}

std::string name_in(const IncomingResponse& response)
{
    if (!response.is_success()) return {};
    const auto document = read_json_document(as_text(response.payload));
    if (!document || document->root().kind() != Document::Kind::object) return {};
    for (const std::string_view key : {"title", "device_id"}) {
        const auto name = document->root().member(key);
        if (name && name->kind() == Document::Kind::text && !name->text().empty()) return visible_line(name->text());
    }
    return {};
}

}  // namespace coapnode

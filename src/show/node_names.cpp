// SPDX-License-Identifier: MIT
#include "show/node_names.hpp"

#include "coapnode/uri/coap_uri.hpp"
#include "show/document.hpp"
#include "show/visible.hpp"

#include <algorithm>

namespace coapnode {

std::vector<std::string> path_of(const ReadLinks& links, std::string_view type)
{
    const auto found = std::find_if(links.links.begin(), links.links.end(), [&](const Link& link) {
        return link.target.starts_with('/') && has_word(link.value_of("rt"), type);
    });
    if (found == links.links.end()) return {};
    const auto uri = parse_coap_uri("coap://node" + found->target);
    return uri ? uri->path : std::vector<std::string>{};
}

std::vector<std::string> device_path(const ReadLinks& links)
{
    return path_of(links, "device");
}

std::optional<std::string> text_member(const IncomingResponse& response, std::string_view key)
{
    const auto document = read_json_document(as_text(response.payload));
    if (!document || document->root().kind() != Document::Kind::object) return std::nullopt;
    const auto member = document->root().member(key);
    if (!member || member->kind() != Document::Kind::text) return std::nullopt;
    return std::string{member->text()};
}

std::string name_in(const IncomingResponse& response)
{
    if (!response.is_success()) return {};
    for (const std::string_view key : {"title", "device_id"}) {
        const auto name = text_member(response, key);
        if (name && !name->empty()) return visible_line(*name);
    }
    return {};
}

std::string instance_in(const IncomingResponse& response)
{
    return response.is_success() ? text_member(response, "instance").value_or("") : "";
}

}  // namespace coapnode

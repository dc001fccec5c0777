// SPDX-License-Identifier: MIT
#include "gateway/resource_links.hpp"

#include "coapnode/uri/coap_uri.hpp"

#include <algorithm>
#include <charconv>

namespace coapnode {

const Link* find_link(const ReadLinks& links, const std::vector<std::string>& path)
{
    const auto target = path_and_query(path, {});
    const auto found =
        std::find_if(links.links.begin(), links.links.end(), [&](const Link& link) { return link.target == target; });
    return found == links.links.end() ? nullptr : &*found;
}

std::vector<std::uint16_t> formats_of(const Link& link)
{
    std::vector<std::uint16_t> formats;
    const auto list = link.value_of("ct");
    const char* at = list.data();
    const char* const end = at + list.size();
    while (at != end) {
        std::uint16_t number{};
        const auto [rest, failed] = std::from_chars(at, end, number);
        if (failed == std::errc{}) formats.push_back(number);
        at = rest == at ? at + 1 : rest;
    }
    return formats;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "gateway/mapping/location.hpp"

#include "coapnode/uri/coap_uri.hpp"
#include "gateway/mapping/target.hpp"
#include "uri/percent.hpp"

#include <algorithm>

namespace coapnode {

std::optional<std::string> location_below(std::string_view device, const std::vector<std::string>& path,
                                          const std::vector<std::string>& query)
{
    if (std::ranges::any_of(path, [](std::string_view segment) { return segment == "." || segment == ".."; })) {
        return std::nullopt;
    }
    return std::string{devices_path} + percent_encoded(device, literal_in_path) + path_and_query(path, query);
}

}  // namespace coapnode

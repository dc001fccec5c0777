// SPDX-License-Identifier: MIT
#include "gateway/exposition/utf8_text.hpp"

#include "coapnode/core/utf8.hpp"

namespace coapnode {

std::string well_formed(std::string_view text)
{
    std::string good;
    good.reserve(text.size());
    while (!text.empty()) {
        const auto size = character_size(text);
        good += size ? text.substr(0, *size) : std::string_view{"?"};
        text.remove_prefix(size.value_or(1));
    }
    return good;
}

}  // namespace coapnode

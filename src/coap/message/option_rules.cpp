// SPDX-License-Identifier: MIT
#include "coap/message/option_rules.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

/// RFC 7252 table 4, RFC 7641 section 2, RFC 7959 sections 2.1 and 4, RFC 7967, RFC 8768, RFC 9175.
constexpr std::array rules{
    OptionRule{COAP_OPTION_IF_MATCH, 0, 8, true},
    OptionRule{COAP_OPTION_URI_HOST, 1, 255},
    OptionRule{COAP_OPTION_ETAG, 1, 8, true},
    OptionRule{COAP_OPTION_IF_NONE_MATCH, 0, 0},
    OptionRule{COAP_OPTION_OBSERVE, 0, 3},
    OptionRule{COAP_OPTION_URI_PORT, 0, 2},
    OptionRule{COAP_OPTION_LOCATION_PATH, 0, 255, true},
    OptionRule{COAP_OPTION_URI_PATH, 0, 255, true},
    OptionRule{COAP_OPTION_CONTENT_FORMAT, 0, 2},
    OptionRule{COAP_OPTION_MAXAGE, 0, 4},
    OptionRule{COAP_OPTION_URI_QUERY, 0, 255, true},
    OptionRule{COAP_OPTION_HOP_LIMIT, 1, 1},
    OptionRule{COAP_OPTION_ACCEPT, 0, 2},
    OptionRule{COAP_OPTION_LOCATION_QUERY, 0, 255, true},
    OptionRule{COAP_OPTION_BLOCK2, 0, 3},
    OptionRule{COAP_OPTION_BLOCK1, 0, 3},
    OptionRule{COAP_OPTION_SIZE2, 0, 4},
    OptionRule{COAP_OPTION_PROXY_URI, 1, 1034},
    OptionRule{COAP_OPTION_PROXY_SCHEME, 1, 255},
    OptionRule{COAP_OPTION_SIZE1, 0, 4},
    OptionRule{COAP_OPTION_ECHO, 1, 40},
    OptionRule{COAP_OPTION_NORESPONSE, 0, 1},
    OptionRule{COAP_OPTION_RTAG, 0, 8, true},
};

static_assert(std::ranges::is_sorted(rules, {}, &OptionRule::number));

}  // namespace

const OptionRule* rule_of(coap_option_num_t number)
{
    const auto* const found = std::ranges::lower_bound(rules, number, {}, &OptionRule::number);
    return found != rules.end() && found->number == number ? found : nullptr;
}

}  // namespace coapnode

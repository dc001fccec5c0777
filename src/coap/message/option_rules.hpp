// SPDX-License-Identifier: MIT
/// What the RFCs say of each option that a request may have: how long its value is, and whether it may stand several
/// times.
#pragma once

#include <coap3/coap.h>

#include <cstddef>

namespace coapnode {

struct OptionRule {
    coap_option_num_t number{};
    std::size_t least{};  ///< bytes
    std::size_t most{};
    bool repeatable = false;
};

/// nullptr for an option that is not understood here.
const OptionRule* rule_of(coap_option_num_t number);

/// RFC 7252 section 5.4.1: who does not understand a critical option refuses the request; an elective one is ignored.
constexpr bool is_critical(coap_option_num_t number)
{
    return number % 2 == 1;
}

}  // namespace coapnode

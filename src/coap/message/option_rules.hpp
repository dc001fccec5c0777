// SPDX-License-Identifier: MIT
/// The rules of the RFCs for each option of a request: the length of its value, and whether it is repeatable.
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

/// nullptr for an unknown option.
const OptionRule* rule_of(coap_option_num_t number);

/// RFC 7252 section 5.4.1: a request with an unknown critical option is refused; an unknown elective option is ignored.
constexpr bool is_critical(coap_option_num_t number)
{
    return number % 2 == 1;
}

}  // namespace coapnode

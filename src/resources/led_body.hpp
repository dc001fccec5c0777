// SPDX-License-Identifier: MIT
/// What a client may send to an LED, and what it gets from one.
#pragma once

#include "coapnode/rest/message.hpp"
#include "coapnode/rest/senml.hpp"
#include "node/led_pattern.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace coapnode {

/// What a PUT or POST asks for, as JSON or CBOR:
///     {"state":"on"}  {"state":"off"}                            for good
///     {"state":"on","for":"30s"}                                 for a while, then the other way round
///     {"state":"blink"}  {"state":"blink","period":"1s","duty":0.5,"count":10}
/// or the text `on`, `off` or `blink`; these three words in any case. Durations as in the configuration.
/// Errors: bad_body, which says what is wrong; unsupported_format.
Result<LedPattern> parse_led_pattern(const Request& request);

/// "on", "off" or "blink"
std::string_view state_name(const LedPattern& pattern);

/// The map that asks for it, with every value that a blink has.
nlohmann::ordered_json pattern_document(const LedPattern& pattern);

/// SenML has only on and off. An LED that blinks is on.
SenmlRecord led_record(const std::string& name, const LedPattern& pattern);

}  // namespace coapnode

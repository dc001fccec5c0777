// SPDX-License-Identifier: MIT
/// Bodies as short phrases for one line.
#pragma once

#include "show/body.hpp"

#include <optional>
#include <string>

namespace coapnode {

struct Phrase {
    std::string words;
    std::string time;  ///< in the machine's time zone; empty when the body has none
};

/// Of `{"value":22.51,"unit":"celsius","timestamp":...}`: "22.51 °C" and its time. nullopt when it is not a reading.
std::optional<Phrase> reading_phrase(const Document::Item& document);

/// "on" for `{"state":"on"}`, and the value of a scalar; nullopt when there is more to show.
std::optional<Phrase> short_phrase(const Document::Item& document);

/// Any body in one line.
Phrase phrase_of(const Body& body);

}  // namespace coapnode

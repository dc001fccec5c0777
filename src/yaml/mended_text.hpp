// SPDX-License-Identifier: MIT
/// Slips of the pen that a YAML parser names wrongly or not at all: invisible characters, typographic quotes,
/// name:value without a space.
///
/// Each is a mistake, told where it stands; the text goes on as it was meant, so that the others are found in the same
/// run. Comments are left alone, and so is what stands behind the key `for_people`, such as "title".
#pragma once

#include "yaml/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct MendedText {
    /// Characters that were taken out (or, negative, put in) before a byte of a mended line.
    struct Shift {
        int line{};
        int column{};
        int characters{};
    };

    std::string text;
    std::vector<Shift> shifts;
};

/// `text` is well-formed UTF-8 without control characters, and without a byte order mark at its head.
MendedText mended(std::string_view text, Report& report, std::string_view for_people);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "yaml/reader.hpp"

#include "coapnode/core/utf8.hpp"
#include "yaml/whole_number.hpp"

namespace coapnode {

Reader<bool> boolean()
{
    return one_of<bool>({{"true", true}, {"false", false}});
}

Reader<unsigned> number(unsigned least, unsigned most)
{
    const auto expected = "a number from " + std::to_string(least) + " to " + std::to_string(most);
    return {expected,
            [=](const std::string& text) -> Result<unsigned> {
                const auto value = parse_whole_number(text);
                if (!value || *value < least || *value > most) return complaint(not_a(expected, text));
                return *value;
            },
            NumberForm{std::to_string(least), std::to_string(most)},
            [](const unsigned& value) { return std::to_string(value); }};
}

Reader<std::string> printable_text(std::size_t most)
{
    const auto size = std::to_string(most);
    return text_that("a text of 1 to " + size + " bytes without control characters",
                     [=](const auto& text) { return !text.empty() && text.size() <= most && is_printable(text); },
                     {.pattern = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1," + size + "}$", .may_look_like_number = true});
}

}  // namespace coapnode

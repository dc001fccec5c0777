// SPDX-License-Identifier: MIT
#include "yaml/reader.hpp"

#include "yaml/utf8.hpp"
#include "yaml/whole_number.hpp"

namespace coapnode {

std::string alternatives(const std::vector<std::string_view>& words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

Reader<bool> boolean()
{
    return one_of<bool>({{"true", true}, {"false", false}});
}

Reader<unsigned> number(unsigned least, unsigned most)
{
    const auto expected = "a number from " + std::to_string(least) + " to " + std::to_string(most);
    return {expected, [=](const std::string& text) -> Result<unsigned> {
                const auto value = parse_whole_number(text);
                if (!value || *value < least || *value > most) return complaint(not_a(expected, text));
                return *value;
            }};
}

Reader<std::string> printable_text(std::size_t most)
{
    return text_that("a text of 1 to " + std::to_string(most) + " bytes without control characters",
                     [=](const auto& text) { return !text.empty() && text.size() <= most && is_printable(text); });
}

}  // namespace coapnode

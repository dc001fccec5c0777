// SPDX-License-Identifier: MIT
#include "gateway/exposition/sse_text.hpp"

#include "coapnode/core/utf8.hpp"
#include "gateway/exposition/utf8_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// `field` and one line of `text` each.
std::string field_lines(std::string_view field, std::string_view text)
{
    std::string lines;
    while (true) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        lines.append(field).append(well_formed(text.substr(0, end))).append("\n");
        if (end == text.size()) return lines;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

}  // namespace

std::string sse_text(const SseEvent& event)
{
    std::string text;
    if (!event.event.empty()) text += "event: " + printable(event.event) + '\n';
    if (event.id) text += "id: " + std::to_string(*event.id) + '\n';
    return text + field_lines("data: ", event.data) + '\n';
}

std::string sse_retry(Duration delay)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(delay);
    return "retry: " + std::to_string(std::max<std::int64_t>(milliseconds.count(), 0)) + "\n\n";
}

}  // namespace coapnode

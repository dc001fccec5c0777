// SPDX-License-Identifier: MIT
/// The names of HTTP status codes (RFC 9110 section 15, RFC 6585).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace coapnode {

struct HttpStatusRow {
    std::uint16_t status;
    std::string_view phrase;
};

inline constexpr auto http_status_rows = std::to_array<HttpStatusRow>({
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
});

/// "Not Found" (RFC 9110 section 15); empty for a status that is not in the table.
constexpr std::string_view reason_phrase(std::uint16_t status)
{
    const auto* const row = std::ranges::find(http_status_rows, status, &HttpStatusRow::status);
    return row != http_status_rows.end() ? row->phrase : std::string_view{};
}

}  // namespace coapnode

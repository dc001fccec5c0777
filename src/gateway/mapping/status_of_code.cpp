// SPDX-License-Identifier: MIT
#include "gateway/mapping/status_of_code.hpp"

#include "coapnode/rest/message.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct CodeStatus {
    std::uint8_t code;
    std::uint16_t status;
};

constexpr auto code_rows = std::to_array<CodeStatus>({
    {code_number(2, 1), 201},  {code_number(2, 2), 200},  {code_number(2, 3), 304},  {code_number(2, 4), 200},
    {code_number(2, 5), 200},  {code_number(2, 31), 502},  // 2.31 and 4.08 are between the gateway and the node
    {code_number(4, 0), 400},  {code_number(4, 1), 403},   // 401 would have to name a scheme
    {code_number(4, 2), 400},  {code_number(4, 3), 403},  {code_number(4, 4), 404},  {code_number(4, 5), 405},
    {code_number(4, 6), 406},  {code_number(4, 8), 502},  {code_number(4, 9), 409},  {code_number(4, 12), 412},
    {code_number(4, 13), 413}, {code_number(4, 15), 415}, {code_number(4, 22), 422}, {code_number(4, 29), 429},
    {code_number(5, 0), 500},  {code_number(5, 1), 501},  {code_number(5, 2), 502},  {code_number(5, 3), 503},
    {code_number(5, 4), 504},  {code_number(5, 5), 502},
});

}  // namespace

std::uint16_t status_of_code(std::uint8_t code)
{
    const auto* const row = std::ranges::find(code_rows, code, &CodeStatus::code);
    if (row != code_rows.end()) return row->status;
    const unsigned code_class = code >> 5;
    return code_class == 2 || code_class == 4 || code_class == 5 ? static_cast<std::uint16_t>(code_class * 100) : 502;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "usbip.hpp"

#include <algorithm>
#include <cerrno>

namespace coapnode::usbip {

namespace {

// Where the fields of a header begin; all are big-endian, but for the setup bytes, which are as on the wire.
enum Offset : std::size_t {
    command_at = 0,
    number_at = 4,
    direction_at = 12,
    after_basic = 20,
    length_at = 24,
    setup_at = 40
};

constexpr std::uint32_t submit_answer = 3;
constexpr std::uint32_t unlink_answer = 4;

std::uint32_t get(const Header& header, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | header[at + i];
    return number;
}

void put(Bytes& header, std::size_t at, std::uint32_t number)
{
    for (std::size_t i = 4; i-- > 0; number >>= 8)
        header[at + i] = static_cast<std::uint8_t>(number & 0xff);
}

Bytes answer(std::uint32_t command, const Request& request, int status)
{
    Bytes header(header_size);
    put(header, command_at, command);
    put(header, number_at, request.number);
    put(header, after_basic, static_cast<std::uint32_t>(status));
    return header;
}

}  // namespace

Request parse(const Header& header)
{
    const auto* const setup = &header[setup_at];
    return {.command = static_cast<Command>(get(header, command_at)),
            .number = get(header, number_at),
            .is_read = get(header, direction_at) != 0,
            .length = get(header, length_at),
            .unlinked = get(header, after_basic),
            .setup = {setup[0], setup[1], little_endian_16(setup[2], setup[3]), little_endian_16(setup[4], setup[5]),
                      little_endian_16(setup[6], setup[7])}};
}

Bytes submitted(const Request& request, int status, ByteView data)
{
    auto bytes = answer(submit_answer, request, status);
    const auto read = request.is_read && status == 0 ? std::min<std::size_t>(data.size(), request.length) : 0;
    const auto written = request.is_read || status != 0 ? 0 : request.length;
    put(bytes, length_at, static_cast<std::uint32_t>(read) + written);
    bytes.insert(bytes.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(read));
    return bytes;
}

Bytes unlinked(const Request& request, bool was_pending)
{
    return answer(unlink_answer, request, was_pending ? -ECONNRESET : 0);
}

}  // namespace coapnode::usbip

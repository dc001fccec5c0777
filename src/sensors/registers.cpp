// SPDX-License-Identifier: MIT
#include "sensors/registers.hpp"

#include "sensors/chip_failure.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

Result<void> read_registers(I2cDevice& chip, std::uint8_t first, MutableBytes values)
{
    return chip.write_read(std::array{first}, values);
}

Result<void> read_agreeing(I2cDevice& chip, std::uint8_t first, MutableBytes values)
{
    Bytes before(values.size());
    if (const auto got = read_registers(chip, first, before); !got) return fail(got);
    for (int reads = 1; reads < most_reads; ++reads) {
        if (const auto got = read_registers(chip, first, values); !got) return fail(got);
        if (std::ranges::equal(values, before)) return {};
        std::ranges::copy(values, before.begin());
    }
    return chip_failure(Errc::bad_checksum, "each read gives something else", chip.where());
}

bool is_from_dead_bus(std::uint8_t first, ByteView values)
{
    const bool all_same = std::ranges::all_of(values, [&](std::uint8_t byte) { return byte == values.front(); });
    auto address = first;
    const bool all_addresses = std::ranges::all_of(values, [&](std::uint8_t byte) { return byte == address++; });
    return all_same || all_addresses;
}

}  // namespace coapnode

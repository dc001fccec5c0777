// SPDX-License-Identifier: MIT
/// Hardware with one chip, which answers whatever the fuzzer's input says.
#pragma once

#include "coapnode/hal/hardware.hpp"
#include "fuzz_input.hpp"
#include "sensors/chip.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// A chip of 256 registers that the input fills, and of which it says what becomes of each transaction.
class AnyChip {
public:
    explicit AnyChip(FuzzInput& input) : input_{input}
    {
        const auto filled = input.take(input.byte());
        const auto first = input.byte();
        for (std::size_t i = 0; i < filled.size(); ++i)
            registers_[(first + i) % registers_.size()] = filled[i];
    }

    Result<void> transact(ByteView out, MutableBytes in)
    {
        if (in.empty() && out.size() == 2) registers_[out[0]] = out[1];
        const auto how = input_.byte();
        if ((how & (fails | 0xf0)) == (fails | 0xf0)) return fail(Errc::bus_io, "it says so");
        for (std::size_t i = 0; i < in.size(); ++i)
            in[i] =
                (how & fresh) != 0 ? input_.byte() : registers_[((out.empty() ? 0U : out[0]) + i) % registers_.size()];
        if ((how & checked) != 0) put_checksums(in);
        return {};
    }

private:
    enum : std::uint8_t { fails = 1, checked = 2, fresh = 4 };  ///< bits of the byte that each transaction takes

    /// As Sensirion's chips do, one behind each word.
    static void put_checksums(MutableBytes in)
    {
        for (std::size_t i = 2; i < in.size(); i += 3)
            in[i] = crc8(in.subspan(i - 2, 2), 0xff);
    }

    FuzzInput& input_;
    std::array<std::uint8_t, 256> registers_{};
};

class AnyDevice final : public I2cDevice {
public:
    explicit AnyDevice(AnyChip& chip) : chip_{chip} {}

    Result<void> write(ByteView out) override { return chip_.transact(out, {}); }
    Result<void> read(MutableBytes in) override { return chip_.transact({}, in); }
    Result<void> write_read(ByteView out, MutableBytes in) override { return chip_.transact(out, in); }
    [[nodiscard]] std::string where() const override { return "0x44 on /dev/i2c-1"; }

private:
    AnyChip& chip_;
};

class OneChip final : public Hardware {
public:
    explicit OneChip(AnyChip& chip) : chip_{chip} {}

    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& /*where*/, std::string_view /*driver*/) override
    {
        return std::make_unique<AnyDevice>(chip_);
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& /*where*/, bool /*high*/) override
    {
        return fail(Errc::line_missing, "it has none");
    }
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return {}; }

private:
    AnyChip& chip_;
};

}  // namespace coapnode

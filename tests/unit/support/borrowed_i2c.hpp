// SPDX-License-Identifier: MIT
/// A driver over an I2cDevice that the test keeps.
#pragma once

#include "coapnode/sensors/models.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class BorrowedI2c final : public I2cDevice {
public:
    explicit BorrowedI2c(I2cDevice& chip) : chip_{chip} {}

    Result<void> write(ByteView out) override { return chip_.write(out); }
    Result<void> read(MutableBytes in) override { return chip_.read(in); }
    Result<void> write_read(ByteView out, MutableBytes in) override { return chip_.write_read(out, in); }
    [[nodiscard]] std::string where() const override { return chip_.where(); }

private:
    I2cDevice& chip_;
};

/// Hardware of one chip, wherever it is looked for.
class OneChip final : public Hardware {
public:
    explicit OneChip(I2cDevice& chip) : chip_{chip} {}

    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& /*where*/, std::string_view /*driver*/) override
    {
        return std::make_unique<BorrowedI2c>(chip_);
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& /*where*/, bool /*high*/) override
    {
        return fail(Errc::line_missing, "no line");
    }
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return {}; }

private:
    I2cDevice& chip_;
};

/// `chip` outlives it.
inline std::unique_ptr<Sensor> open_driver(std::string_view driver, I2cDevice& chip)
{
    const auto* const model = find_model(driver);
    REQUIRE(model != nullptr);
    OneChip hardware{chip};
    auto opened = model->open(hardware, {{}, driver});
    REQUIRE(opened);
    return std::move(*opened);
}

}  // namespace coapnode

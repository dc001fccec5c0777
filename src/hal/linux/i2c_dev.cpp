// SPDX-License-Identifier: MIT
#include "hal/linux/i2c_dev.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "hal/failures.hpp"
#include "hal/kernel/owner.hpp"
#include "hal/kernel/sysfs_sensors.hpp"
#include "hal/linux/errors.hpp"

#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <sys/ioctl.h>

#include <array>
#include <cerrno>
#include <span>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

constexpr unsigned long timeout_in_10_ms = 2;
constexpr unsigned long retries = 0;

class I2cDev final : public I2cDevice {
public:
    explicit I2cDev(I2cAddress where) : where_{std::move(where)} {}

    Result<void> open();

    Result<void> write(ByteView out) override;
    Result<void> read(MutableBytes in) override;
    Result<void> write_read(ByteView out, MutableBytes in) override;
    [[nodiscard]] std::string where() const override { return to_string(where_); }

private:
    Result<void> claim(int bus) const;
    Result<void> transfer(std::span<i2c_msg> messages);

    i2c_msg writing(ByteView out) const;
    i2c_msg reading(MutableBytes in) const;

    I2cAddress where_;
    FileDescriptor bus_;
};

/// The kernel's own words help only where ours do not say it all.
Failure failure(Errc code, const I2cAddress& where, int error_number)
{
    return hardware_failure(code, where, code == Errc::bus_io ? std::generic_category().message(error_number) : "");
}

Result<void> I2cDev::open()
{
    FileDescriptor bus{::open(where_.bus.c_str(), O_RDWR | O_CLOEXEC)};
    if (!bus.is_open()) return failure(i2c_open_errc(errno), where_, errno);
    if (auto claimed = claim(bus.get()); !claimed)
        return with_owner(std::move(claimed.error()), SysfsSensors{}, where_);
    bus_ = std::move(bus);
    return {};
}

Result<void> I2cDev::claim(int bus) const
{
    const auto failed = [this] { return failure(i2c_open_errc(errno), where_, errno); };
    unsigned long functions{};
    if (::ioctl(bus, I2C_FUNCS, &functions) < 0) return failed();
    if ((functions & I2C_FUNC_I2C) == 0) {
        return hardware_failure(Errc::bus_missing, where_, "the adapter supports only SMBus");
    }
    if (::ioctl(bus, I2C_SLAVE, static_cast<unsigned long>(where_.address)) < 0) return failed();
    if (::ioctl(bus, I2C_TIMEOUT, timeout_in_10_ms) < 0) return failed();
    if (::ioctl(bus, I2C_RETRIES, retries) < 0) return failed();
    return {};
}

Result<void> I2cDev::transfer(std::span<i2c_msg> messages)
{
    if (!bus_.is_open()) {
        if (auto opened = open(); !opened) return opened;
    }
    i2c_rdwr_ioctl_data request{messages.data(), static_cast<__u32>(messages.size())};
    const int done = ::ioctl(bus_.get(), I2C_RDWR, &request);
    if (done == static_cast<int>(messages.size())) return {};

    const int error_number = done < 0 ? errno : EIO;
    const auto code = i2c_transfer_errc(error_number);
    if (code != Errc::no_answer) bus_.reset();
    return failure(code, where_, error_number);
}

i2c_msg I2cDev::writing(ByteView out) const
{
    // The kernel only reads these bytes; its struct has one pointer for both directions.
    return {where_.address, 0, static_cast<__u16>(out.size()), const_cast<__u8*>(out.data())};
}

i2c_msg I2cDev::reading(MutableBytes in) const
{
    return {where_.address, I2C_M_RD, static_cast<__u16>(in.size()), in.data()};
}

Result<void> I2cDev::write(ByteView out)
{
    std::array messages{writing(out)};
    return transfer(messages);
}

Result<void> I2cDev::read(MutableBytes in)
{
    std::array messages{reading(in)};
    return transfer(messages);
}

Result<void> I2cDev::write_read(ByteView out, MutableBytes in)
{
    std::array messages{writing(out), reading(in)};
    return transfer(messages);
}

}  // namespace

Result<std::unique_ptr<I2cDevice>> open_i2c_dev(const I2cAddress& where)
{
    auto device = std::make_unique<I2cDev>(where);
    if (auto opened = device->open(); !opened) return fail(opened);
    return device;
}

}  // namespace coapnode

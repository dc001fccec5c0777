// SPDX-License-Identifier: MIT
/// sht3x_bus DEVICE SCENE: an I2C bus as a character device in user space, /dev/DEVICE, with an emulated SHT3x on it.
///
/// Its clients make the very system calls that they make on a real /dev/i2c-N. CUSE hands over an ioctl's argument as
/// an address in the caller; what it points to is asked for with "retry" replies, one level of pointers at a time.
#define FUSE_USE_VERSION 35
#include "bus.hpp"

#include <cuse_lowlevel.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <vector>

namespace {

/// An I2C_RDWR call as far as its memory has been fetched: the argument, then the messages, then the bytes to write.
class Call {
public:
    Call(void* argument, const void* fetched, std::size_t size)
        : argument_{argument}, fetched_{static_cast<const char*>(fetched)}, size_{size}
    {
    }

    /// False: not all is here, and the reply was to ask for more.
    bool fetch(fuse_req_t request, std::size_t space)
    {
        want_.push_back({argument_, sizeof(i2c_rdwr_ioctl_data)});
        if (size_ < wanted()) return ask(request);
        std::memcpy(&data_, fetched_, sizeof data_);
        if (data_.nmsgs == 0 || data_.nmsgs > I2C_RDWR_IOCTL_MAX_MSGS) return refuse(request);

        want_.push_back({data_.msgs, data_.nmsgs * sizeof(i2c_msg)});
        if (size_ < wanted()) return ask(request);
        messages_.resize(data_.nmsgs);
        std::memcpy(messages_.data(), fetched_ + sizeof data_, data_.nmsgs * sizeof(i2c_msg));

        for (const auto& message : messages_)
            (is_read(message) ? offer_ : want_).push_back({message.buf, message.len});
        return size_ == wanted() && space == total(offer_) ? true : ask(request);
    }

    void run(fuse_req_t request, Bus& bus)
    {
        std::vector<std::uint8_t> written(fetched_ + sizeof data_ + messages_.size() * sizeof(i2c_msg),
                                          fetched_ + size_);
        std::vector<std::uint8_t> read(total(offer_));
        auto from = written.begin();
        auto to = read.begin();
        std::vector<Message> messages;
        for (const auto& message : messages_) {
            auto& next = is_read(message) ? to : from;
            messages.push_back({message.addr, is_read(message), {next, next + message.len}});
            next += message.len;
        }
        if (const int error = bus.transfer(messages); error != 0)
            fuse_reply_err(request, error);
        else
            fuse_reply_ioctl(request, static_cast<int>(messages.size()), read.data(), read.size());
    }

private:
    static bool is_read(const i2c_msg& message) { return (message.flags & I2C_M_RD) != 0; }

    static std::size_t total(const std::vector<iovec>& parts)
    {
        std::size_t sum = 0;
        for (const auto& part : parts)
            sum += part.iov_len;
        return sum;
    }

    std::size_t wanted() const { return total(want_); }

    bool ask(fuse_req_t request)
    {
        fuse_reply_ioctl_retry(request, want_.data(), want_.size(), offer_.data(), offer_.size());
        return false;
    }

    static bool refuse(fuse_req_t request)
    {
        fuse_reply_err(request, EINVAL);
        return false;
    }

    void* argument_;
    const char* fetched_;
    std::size_t size_;
    std::vector<iovec> want_;   // memory of the caller to be read
    std::vector<iovec> offer_;  // memory of the caller to be written
    i2c_rdwr_ioctl_data data_{};
    std::vector<i2c_msg> messages_;
};

void reply_functions(fuse_req_t request, void* argument, std::size_t space)
{
    const unsigned long functions = I2C_FUNC_I2C;
    const iovec result{argument, sizeof functions};
    if (space == 0)
        fuse_reply_ioctl_retry(request, nullptr, 0, &result, 1);
    else
        fuse_reply_ioctl(request, 0, &functions, sizeof functions);
}

void on_ioctl(fuse_req_t request, int command, void* argument, fuse_file_info*, unsigned, const void* in,
              std::size_t in_size, std::size_t out_size)
{
    auto& bus = *static_cast<Bus*>(fuse_req_userdata(request));
    const auto number = reinterpret_cast<std::uintptr_t>(argument);
    switch (command) {
    case I2C_TIMEOUT:
        bus.set_timeout(std::chrono::milliseconds{number * 10});
        [[fallthrough]];
    case I2C_RETRIES:
    case I2C_SLAVE:
        fuse_reply_ioctl(request, 0, nullptr, 0);
        return;
    case I2C_FUNCS:
        reply_functions(request, argument, out_size);
        return;
    case I2C_RDWR:
        if (Call call{argument, in, in_size}; call.fetch(request, out_size)) call.run(request, bus);
        return;
    default:
        fuse_reply_err(request, ENOTTY);
    }
}

void on_open(fuse_req_t request, fuse_file_info* file)
{
    fuse_reply_open(request, file);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: sht3x_bus DEVICE SCENE\n";
        return 2;
    }
    Bus bus{argv[2]};
    const auto device = "DEVNAME=" + std::string{argv[1]};
    const char* device_arguments[] = {device.c_str()};
    cuse_info info{};
    info.dev_info_argc = 1;
    info.dev_info_argv = device_arguments;
    info.flags = CUSE_UNRESTRICTED_IOCTL;
    cuse_lowlevel_ops operations{};
    operations.open = on_open;
    operations.ioctl = on_ioctl;

    char foreground[] = "-f";
    char one_thread[] = "-s";
    char* arguments[] = {argv[0], foreground, one_thread, nullptr};
    return cuse_lowlevel_main(3, arguments, &info, &operations, &bus);
}

// SPDX-License-Identifier: MIT
/// An I2C bus with one SHT3x at 0x44, as the kernel's i2c-dev shows one: transfers end with what an adapter would
/// return.
#pragma once

#include "sht3x.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

struct Message {
    std::uint16_t address;
    bool is_read;
    std::span<std::uint8_t> bytes;
};

class Bus {
public:
    explicit Bus(std::string scene_file) : scene_file_{std::move(scene_file)} {}

    void set_timeout(std::chrono::milliseconds timeout);  // I2C_TIMEOUT: of the adapter, not of one open file

    /// 0, or the errno of the transfer: EREMOTEIO where nobody is, ENXIO for what the chip refuses, ETIMEDOUT on a held
    /// bus.
    int transfer(std::span<const Message> messages);

private:
    int hold();

    std::string scene_file_;
    std::chrono::milliseconds timeout_{1000};  // the kernel's default
    Sht3x chip_;
    bool has_power_ = true;
};

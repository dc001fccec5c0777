// SPDX-License-Identifier: MIT
#include "bus.hpp"

#include "scene.hpp"

#include <cerrno>
#include <iostream>
#include <thread>

namespace {
constexpr std::uint16_t chip_address = 0x44;
}

void Bus::set_timeout(std::chrono::milliseconds timeout)
{
    timeout_ = timeout;
    std::clog << "timeout " << timeout.count() << " ms" << std::endl;
}

int Bus::hold()
{
    std::this_thread::sleep_for(timeout_);
    return ETIMEDOUT;
}

int Bus::transfer(std::span<const Message> messages)
{
    const auto scene = read_scene(scene_file_);
    if (scene.fault == Fault::hung) return hold();
    const bool has_power = scene.fault != Fault::dead;
    if (has_power && !has_power_) chip_.power_up();
    has_power_ = has_power;

    for (const auto& message : messages) {
        if (message.address != chip_address || !has_power) return EREMOTEIO;
        const auto now = std::chrono::steady_clock::now();
        const bool acknowledged =
            message.is_read ? chip_.read(message.bytes, now) : chip_.write(message.bytes, scene.air, now);
        if (!acknowledged) return ENXIO;
        if (message.is_read && scene.fault == Fault::crc) message.bytes.front() ^= 0x01;
    }
    return 0;
}

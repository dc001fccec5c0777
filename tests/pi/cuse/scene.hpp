// SPDX-License-Identifier: MIT
/// What the checks want the emulated sensor to be: a small file, read anew for every transfer, of lines such as
/// "temperature=21.5", "humidity=40", "fault=dead". What it does not say keeps its default.
#pragma once

#include "sht3x.hpp"

#include <string>

enum class Fault {
    none,
    dead,  ///< nobody acknowledges
    hung,  ///< the bus is held: a transfer ends with the adapter's timeout
    crc,   ///< one bit of every answer is wrong
};

struct Scene {
    Air air{20.0, 50.0};
    Fault fault = Fault::none;
};

Scene read_scene(const std::string& file);

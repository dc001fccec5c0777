// SPDX-License-Identifier: MIT
#include "scene.hpp"

#include <fstream>
#include <map>

Scene read_scene(const std::string& file)
{
    static const std::map<std::string, Fault> faults{
        {"none", Fault::none}, {"dead", Fault::dead}, {"hung", Fault::hung}, {"crc", Fault::crc}};
    Scene scene;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        const auto equals = line.find('=');
        if (equals == std::string::npos) continue;
        const auto key = line.substr(0, equals);
        const auto value = line.substr(equals + 1);
        if (key == "temperature") scene.air.celsius = std::stod(value);
        if (key == "humidity") scene.air.percent = std::stod(value);
        if (key == "fault") scene.fault = faults.at(value);
    }
    return scene;
}

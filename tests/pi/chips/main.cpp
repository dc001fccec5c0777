// SPDX-License-Identifier: MIT
/// pi_chips COUNT DIRECTORY: so many I2C adapters, each with a board of emulated chips behind it. Both the kernel's
/// drivers and programs that use /dev/i2c-N meet them through real system calls.
///
/// The chips are those of the mock hardware. DIRECTORY is where its files are (hal/mock/mock_files.hpp): what the file
/// DIRECTORY/i2c-3/0x76 says holds for the next message to 0x76 on /dev/i2c-3. It puts another chip there, pulls it,
/// cuts its power, breaks it, and sets what it measures.
#include "adapter.hpp"

#include "coapnode/loop/monotonic.hpp"

#include <poll.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <list>
#include <vector>

namespace coapnode {

namespace {

class SteadyClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return monotonic_now(); }
    [[nodiscard]] WallTime wall_now() const override { return {}; }
    [[nodiscard]] bool is_wall_trusted() const override { return false; }
};

constexpr int look_for_bus_every_ms = 100;

/// Until the kernel has unplugged one, or each has a bus when `plugging` is set.
bool serve(std::list<Adapter>& adapters, bool plugging)
{
    std::vector<pollfd> links;
    for (const auto& adapter : adapters)
        links.push_back({adapter.fd(), POLLIN, 0});
    while (!plugging || adapters.back().find_bus().empty()) {
        if (::poll(links.data(), links.size(), plugging ? look_for_bus_every_ms : -1) <= 0) continue;
        auto link = links.begin();
        for (auto& adapter : adapters)
            if ((link++)->revents != 0 && !adapter.serve()) return false;
    }
    return true;
}

/// One after the other, so that each start gives them the same numbers.
int run(unsigned count, const char* directory)
{
    const SteadyClock clock;
    MockBus buses{clock, MockFiles{directory}};
    std::list<Adapter> adapters;
    for (unsigned port = 0; port < count; ++port) {
        adapters.emplace_back(buses, port);
        if (!serve(adapters, true)) return 1;
        std::cout << adapters.back().find_bus() << std::endl;
    }
    serve(adapters, false);
    return 1;
}

}  // namespace

}  // namespace coapnode

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: pi_chips COUNT DIRECTORY\n";
        return 2;
    }
    try {
        return coapnode::run(static_cast<unsigned>(std::atoi(argv[1])), argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "pi_chips: " << error.what() << '\n';
        return 1;
    }
}

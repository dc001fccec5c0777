// SPDX-License-Identifier: MIT
/// The mock I2C buses: at each address the chip that its driver is for. Where no driver was opened yet, for --probe,
/// the chips of a board that has one of each address, on whatever bus.
#pragma once

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "hal/mock/emulated_chip.hpp"
#include "hal/mock/mock_files.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

class MockBus {
public:
    MockBus(const Clock& clock, MockFiles files) : clock_{clock}, files_{std::move(files)}, started_{clock.now()} {}

    /// Puts there the chip that `driver` is for; an empty one leaves what is there. The device must not outlive the
    /// bus. Errors: those of the faults that show at opening.
    Result<std::unique_ptr<I2cDevice>> open(const I2cAddress& where, std::string_view driver);

    /// From now on; a file of MockFiles goes before.
    void inject(const I2cAddress& where, Injection injection) { socket(where).injection = std::move(injection); }

    Result<void> write(const I2cAddress& where, ByteView out);
    Result<void> read(const I2cAddress& where, MutableBytes in);

private:
    /// Where a chip is plugged in.
    struct Socket {
        Injection injection;
        Instant last_used;
        std::string chip_name;
        std::unique_ptr<EmulatedChip> chip;
        std::string plugged_in;  ///< what sits there, but for an injection
        unsigned power;          ///< as it was injected last
        std::uint8_t pointer;    ///< the first byte that was written last
        std::optional<Flip> flip;
        unsigned reads;  ///< since the flip was injected
    };

    Socket& socket(const I2cAddress& where);
    [[nodiscard]] Result<Injection> injection(const I2cAddress& where);
    void plug_in(Socket& here, const Injection& injection);
    static void spoil(MutableBytes in, Socket& here, const Injection& injection);
    Result<EmulatedChip*> answering_chip(const I2cAddress& where, const Injection& injection);
    [[nodiscard]] Surroundings surroundings(const Injection& injection) const;

    const Clock& clock_;
    MockFiles files_;
    Instant started_;
    std::map<std::pair<std::string, std::uint8_t>, Socket> sockets_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "hal/mock/mock_bus.hpp"

#include "hal/failures.hpp"
#include "hal/mock/emulated_chips.hpp"

namespace coapnode {

namespace {

class MockDevice final : public I2cDevice {
public:
    MockDevice(MockBus& bus, I2cAddress where) : bus_{bus}, where_{std::move(where)} {}

    Result<void> write(ByteView out) override { return bus_.write(where_, out); }
    Result<void> read(MutableBytes in) override { return bus_.read(where_, in); }
    Result<void> write_read(ByteView out, MutableBytes in) override
    {
        if (auto written = write(out); !written) return written;
        return read(in);
    }
    [[nodiscard]] std::string where() const override { return to_string(where_); }

private:
    MockBus& bus_;
    I2cAddress where_;
};

bool shows_at_opening(Fault fault)
{
    return fault == Fault::bus_busy || fault == Fault::bus_missing || fault == Fault::access_denied;
}

/// Whoever sits there, and whether he answers or not.
bool is_of_the_wires(Fault fault)
{
    return fault == Fault::zeros || fault == Fault::ones || fault == Fault::echo;
}

/// What such a bus makes of a read that begins at the register `address`.
void fill(MutableBytes in, Fault fault, std::uint8_t address)
{
    for (auto& byte : in)
        byte = fault == Fault::zeros ? 0x00 : fault == Fault::ones ? 0xff : address++;
}

}  // namespace

Result<std::unique_ptr<I2cDevice>> MockBus::open(const I2cAddress& where, std::string_view driver)
{
    if (is_emulated_chip(driver)) socket(where).plugged_in = driver;
    const auto injected = injection(where);
    if (!injected) return fail(injected);
    if (shows_at_opening(injected->fault)) return hardware_failure(*error_of(injected->fault), where);
    return std::make_unique<MockDevice>(*this, where);
}

Result<Injection> MockBus::injection(const I2cAddress& where)
{
    const auto from_file = files_.injection(where);
    if (!from_file) return fail(from_file);
    return from_file->value_or(socket(where).injection);
}

MockBus::Socket& MockBus::socket(const I2cAddress& where)
{
    // The chips have had power for long, as on a Pi that has booted.
    const std::pair place{where.bus, where.address};
    const auto found = sockets_.find(place);
    if (found != sockets_.end()) return found->second;
    return sockets_[place] =
               Socket{{}, started_ - 1h, {}, nullptr, std::string{chip_of_board(where.address)}, 0, 0, {}, 0};
}

/// A chip that was not there the last time has its supply since then.
void MockBus::plug_in(Socket& here, const Injection& injection)
{
    const auto& name = injection.chip.empty() ? here.plugged_in : injection.chip;
    const bool power_failed = injection.power != here.power && injection.power != 0;
    if (here.chip == nullptr || here.chip_name != name || power_failed) {
        here.chip = make_emulated_chip(name, here.last_used);
        here.chip_name = name;
    }
    if (injection.power != 0) here.power = injection.power;
    here.last_used = clock_.now();
}

Surroundings MockBus::surroundings(const Injection& injection) const
{
    const auto now = clock_.now();
    return {now, injection.over(indoor_air(now - started_)), injection.fault == Fault::stuck};
}

Result<EmulatedChip*> MockBus::answering_chip(const I2cAddress& where, const Injection& injection)
{
    auto& here = socket(where);
    plug_in(here, injection);
    if (injection.fault == Fault::no_answer) here.chip = nullptr;
    if (const auto error = error_of(injection.fault)) return hardware_failure(*error, where);
    if (here.chip == nullptr) return hardware_failure(Errc::no_answer, where);
    return here.chip.get();
}

Result<void> MockBus::write(const I2cAddress& where, ByteView out)
{
    const auto injected = injection(where);
    if (!injected) return fail(injected);
    const auto chip = answering_chip(where, *injected);
    if (!chip) return fail(chip);
    if (!out.empty()) socket(where).pointer = out.front();
    const bool acknowledged = (*chip)->write(out, surroundings(*injected));
    if (!acknowledged && !is_of_the_wires(injected->fault)) return hardware_failure(Errc::no_answer, where);
    return {};
}

Result<void> MockBus::read(const I2cAddress& where, MutableBytes in)
{
    const auto injected = injection(where);
    if (!injected) return fail(injected);
    const auto chip = answering_chip(where, *injected);
    if (!chip) return fail(chip);
    const bool acknowledged = (*chip)->read(in, surroundings(*injected));
    if (!acknowledged && !is_of_the_wires(injected->fault)) return hardware_failure(Errc::no_answer, where);
    spoil(in, socket(where), *injected);
    return {};
}

void MockBus::spoil(MutableBytes in, Socket& here, const Injection& injection)
{
    if (is_of_the_wires(injection.fault)) return fill(in, injection.fault, here.pointer);
    auto address = here.pointer;
    for (auto& byte : in) {
        const auto changed = injection.memory.find(address++);
        if (changed != injection.memory.end()) byte = changed->second;
    }
    if (injection.fault == Fault::bad_checksum && !in.empty()) in.back() ^= 1;
    if (here.flip != injection.flip) here.reads = 0;
    here.flip = injection.flip;
    if (!here.flip || here.reads++ != here.flip->read || here.flip->bit / 8 >= in.size()) return;
    in[here.flip->bit / 8] ^= static_cast<std::uint8_t>(1U << here.flip->bit % 8);
}

}  // namespace coapnode

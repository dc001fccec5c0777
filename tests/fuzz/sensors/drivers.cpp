// SPDX-License-Identifier: MIT
/// Each driver on a chip that answers anything: a reading within what the quantity can be, or an error.
#include "coapnode/sensors/models.hpp"
#include "fuzz_input.hpp"
#include "sensors/crc8.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace coapnode {

namespace {

/// A chip of 256 registers that the input fills, and of which it says what becomes of each transaction.
class AnyChip final : public I2cDevice {
public:
    explicit AnyChip(FuzzInput& input) : input_{input}
    {
        const auto filled = input.take(input.byte());
        const auto first = input.byte();
        for (std::size_t i = 0; i < filled.size(); ++i)
            registers_[(first + i) % registers_.size()] = filled[i];
    }

    Result<void> write(ByteView out) override
    {
        if (out.size() == 2) registers_[out[0]] = out[1];
        return transact(out, {});
    }
    Result<void> read(MutableBytes in) override { return transact({}, in); }
    Result<void> write_read(ByteView out, MutableBytes in) override { return transact(out, in); }
    [[nodiscard]] std::string where() const override { return "0x44 on /dev/i2c-1"; }

private:
    enum : std::uint8_t { fails = 1, checked = 2, fresh = 4 };  ///< bits of the byte that each transaction takes

    Result<void> transact(ByteView out, MutableBytes in)
    {
        const auto how = input_.byte();
        if ((how & (fails | 0xf0)) == (fails | 0xf0)) return fail(Errc::bus_io, "it says so");
        for (std::size_t i = 0; i < in.size(); ++i)
            in[i] =
                (how & fresh) != 0 ? input_.byte() : registers_[((out.empty() ? 0U : out[0]) + i) % registers_.size()];
        if ((how & checked) != 0) put_checksums(in);
        return {};
    }

    /// As Sensirion's chips do, one behind each word.
    static void put_checksums(MutableBytes in)
    {
        for (std::size_t i = 2; i < in.size(); i += 3)
            in[i] = crc8(in.subspan(i - 2, 2), 0xff);
    }

    FuzzInput& input_;
    std::array<std::uint8_t, 256> registers_{};
};

struct Bounds {
    std::int32_t least;
    std::int32_t most;
};

Bounds bounds_of(Quantity quantity)
{
    switch (quantity) {
    case Quantity::temperature:
        return {-128'000, 150'000};
    case Quantity::humidity:
        return {0, 100'000};
    case Quantity::pressure:
        return {0, 200'000'000};
    }
    return {};
}

void check(const Model& model, const Reading& reading)
{
    for (const auto quantity : all_quantities) {
        const auto value = reading.get(quantity);
        CHECK(value.has_value() == model.measures(quantity));
        if (!value) continue;
        CHECK(value->thousandths >= bounds_of(quantity).least);
        CHECK(value->thousandths <= bounds_of(quantity).most);
    }
}

void check(const Result<Duration>& wait)
{
    if (!wait) return;
    CHECK(*wait >= Duration::zero());
    CHECK(*wait <= 1s);
}

/// As the sampler does, but it goes on after a failure.
void sample(const Model& model, Sensor& sensor)
{
    constexpr int samples = 3;
    check(sensor.reset());
    static_cast<void>(sensor.configure());
    for (int i = 0; i < samples; ++i) {
        check(sensor.start());
        if (const auto reading = sensor.collect()) check(model, *reading);
        static_cast<void>(sensor.doubt());
    }
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    const auto& model = models()[input.index(models().size())];
    AnyChip chip{input};
    static_cast<void>(model.probe(chip));
    const auto sensor = model.make(chip);
    sample(model, *sensor);
    return 0;
}

// SPDX-License-Identifier: MIT
/// Sensirion SCD40, SCD41, SCD43 (datasheet SCD4x, version 1.3): periodic measurement, status, serial number.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <optional>
#include <utility>

namespace coapnode {

namespace scd4x {

namespace {

constexpr Duration power_up_time = 1s;     // section 3.1
constexpr Duration stop_time = 500ms;      // section 3.5.3
constexpr Duration command_time = 1ms;     // table 9
constexpr Duration reinit_time = 30ms;     // table 9
constexpr Duration period = 5s;            // section 3.5.1
constexpr int refused_reads_in_time = 10;  // each takes 100 us at 100 kHz, which the mock's clock does not see

class EmulatedScd4x final : public EmulatedChip {
public:
    explicit EmulatedScd4x(Instant powered) : busy_until_{powered + power_up_time} {}

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] bool is_busy(const Surroundings& around) const { return around.stuck || around.now < busy_until_; }
    [[nodiscard]] Duration::rep results(Instant now) const { return since_ ? (now - *since_) / period : 0; }
    bool execute_while_measuring(unsigned command, const Surroundings& around);
    bool execute_in_idle(unsigned command, const Surroundings& around);
    bool answer(std::initializer_list<std::uint16_t> words, const Surroundings& around);
    bool answer_with_result(const Surroundings& around);

    Instant busy_until_;
    std::optional<Instant> since_;  ///< measuring
    Duration::rep fetched_ = 0;     ///< results, and those before them
    std::optional<Bytes> answer_;   ///< what the next read gets, once
    Instant answers_at_;
    int refused_ = 0;
};

bool EmulatedScd4x::answer(std::initializer_list<std::uint16_t> words, const Surroundings& around)
{
    auto& frame = answer_.emplace();
    for (const auto word : words)
        append_word(frame, word);
    answers_at_ = around.now + command_time;
    refused_ = 0;
    return true;
}

/// Section 3.5.2: CO2 in ppm, T = -45 + 175 S / 65535, RH = 100 S / 65535. The buffer is empty after a read.
bool EmulatedScd4x::answer_with_result(const Surroundings& around)
{
    answer_.reset();
    if (std::exchange(fetched_, results(around.now)) == results(around.now)) return true;
    return answer({ticks(around.air.ppm, 1), ticks((around.air.celsius + 45) / 175), ticks(around.air.percent / 100)},
                  around);
}

bool EmulatedScd4x::execute_while_measuring(unsigned command, const Surroundings& around)
{
    constexpr std::uint16_t nothing_new = 0x8000;
    constexpr std::uint16_t ready = 0x8006;
    switch (command) {
    case 0xec05:
        return answer_with_result(around);
    case 0xe4b8:
        return answer({results(around.now) > fetched_ ? ready : nothing_new}, around);
    case 0x3f86:
        answer_.reset();
        since_.reset();
        fetched_ = 0;
        busy_until_ = around.now + stop_time;
        return true;
    default:
        return false;
    }
}

bool EmulatedScd4x::execute_in_idle(unsigned command, const Surroundings& around)
{
    switch (command) {
    case 0x21b1:
        since_ = around.now;
        return true;
    case 0x3682:
        return answer({0xf896, 0x9f07, 0x3bbe}, around);
    case 0x3646:
        busy_until_ = around.now + reinit_time;
        return true;
    default:
        return execute_while_measuring(command, around);
    }
}

bool EmulatedScd4x::write(ByteView out, const Surroundings& around)
{
    if (is_busy(around) || out.size() != 2) return false;
    const auto command = static_cast<unsigned>(out[0]) << 8 | out[1];
    return since_ ? execute_while_measuring(command, around) : execute_in_idle(command, around);
}

bool EmulatedScd4x::read(MutableBytes in, const Surroundings& around)
{
    if (is_busy(around) || !answer_) return false;
    if (around.now < answers_at_ && ++refused_ < refused_reads_in_time) return false;
    send_frame(*std::exchange(answer_, std::nullopt), in);
    return true;
}

}  // namespace

}  // namespace scd4x

const EmulatedModel emulated_scd4x{make_emulated<scd4x::EmulatedScd4x>, 0x62, 0x62};

}  // namespace coapnode

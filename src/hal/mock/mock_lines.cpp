// SPDX-License-Identifier: MIT
#include "hal/mock/mock_lines.hpp"

#include "hal/failures.hpp"

#include <stdexcept>

namespace coapnode {

namespace {

constexpr unsigned named_lines = 28;
constexpr std::string_view chip_path = "/dev/gpiochip0";

std::string name_of_line(unsigned offset)
{
    return "GPIO" + std::to_string(offset);
}

std::optional<unsigned> offset_of(std::string_view name)
{
    for (unsigned offset = 0; offset < named_lines; ++offset) {
        if (name == name_of_line(offset)) return offset;
    }
    return std::nullopt;
}

class HeldLine final : public OutputLine {
public:
    HeldLine(MockLines& lines, unsigned offset, LineAddress where)
        : lines_{lines}, offset_{offset}, where_{std::move(where)}
    {
    }
    HeldLine(const HeldLine&) = delete;
    HeldLine& operator=(const HeldLine&) = delete;
    ~HeldLine() override { lines_.release(offset_); }

    Result<void> drive(bool high) override { return lines_.drive(offset_, high, where_); }

private:
    MockLines& lines_;
    unsigned offset_;
    LineAddress where_;
};

}  // namespace

Result<std::unique_ptr<OutputLine>> MockLines::open(const LineAddress& where, bool high)
{
    const auto offset = where.chip.empty() ? offset_of(where.line) : std::optional{where.offset};
    const bool on_a_chip = where.chip.empty() || where.chip == chip_path;
    if (!offset || !on_a_chip || *offset >= lines_.size()) return hardware_failure(Errc::line_missing, where);
    if (lines_[*offset].held) return hardware_failure(Errc::line_busy, where);
    if (auto driven = drive(*offset, high, where); !driven) return fail(driven);
    lines_[*offset].held = true;
    return std::make_unique<HeldLine>(*this, *offset, where);
}

MockLine& MockLines::line(std::string_view name)
{
    const auto offset = offset_of(name);
    if (!offset) throw std::out_of_range{"no line " + std::string{name}};
    return lines_[*offset];
}

Result<void> MockLines::drive(unsigned offset, bool high, const LineAddress& where)
{
    auto& line = lines_[offset];
    if (line.broken) return hardware_failure(Errc::line_io, where);
    line.high = high;
    return files_.show_line(name_of_line(offset), high);
}

}  // namespace coapnode

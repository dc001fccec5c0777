// SPDX-License-Identifier: MIT
#include "hal/linux/gpio_line.hpp"
#include "line_addresses.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <map>

using namespace coapnode;

namespace {

/// What a chip has, or the errno of opening it.
struct FakeChip {
    std::map<std::string, unsigned> lines;
    int error_number = 0;
};

class RequestedLine final : public OutputLine {
public:
    Result<void> drive(bool /*high*/) override { return {}; }
};

/// The chips of a machine; requests go into `requested`: "/dev/gpiochip0 17 high".
struct FakeChips {
    std::map<std::string, FakeChip> chips;
    std::string requested;

    class Opened final : public GpioChip {
    public:
        Opened(FakeChips& all, std::string path) : all_{all}, path_{std::move(path)} {}

        [[nodiscard]] std::optional<unsigned> offset_of(const std::string& line) const override
        {
            const auto& lines = all_.chips[path_].lines;
            const auto found = lines.find(line);
            return found != lines.end() ? std::optional{found->second} : std::nullopt;
        }
        [[nodiscard]] std::vector<std::string> line_names() const override { return {}; }
        Result<std::unique_ptr<OutputLine>> request_output(unsigned offset, bool high, const LineAddress&) override
        {
            all_.requested = path_ + " " + std::to_string(offset) + (high ? " high" : " low");
            return std::make_unique<RequestedLine>();
        }

    private:
        FakeChips& all_;
        std::string path_;
    };

    std::string open(const LineAddress& where, bool high)
    {
        std::vector<std::string> paths;
        for (const auto& [path, chip] : chips)
            paths.push_back(path);
        const auto line = open_gpio_line(where, high, paths, [this](const std::string& path) {
            errno = chips.contains(path) ? chips[path].error_number : ENOENT;
            return errno == 0 ? std::make_unique<Opened>(*this, path) : nullptr;
        });
        return line ? requested : line.error().message;
    }
};

}  // namespace

TEST_CASE("from a name, or a chip and an offset, to the line")
{
    const FakeChip raspberry{{{"ID_SDA", 0}, {"GPIO17", 17}, {"GPIO27", 27}}};
    const FakeChip expander{{{"BT_ON", 0}, {"GPIO27", 3}}};
    const FakeChip denied{{}, EACCES};
    const FakeChip vanished{{}, ENODEV};
    struct Row {
        std::map<std::string, FakeChip> chips;
        LineAddress where;
        std::string outcome;
    };
    const Row rows[] = {
        {{{"c0", raspberry}, {"c1", expander}}, named("GPIO17"), "c0 17 high"},
        {{{"c0", raspberry}, {"c1", expander}}, named("BT_ON"), "c1 0 high"},
        {{{"c0", raspberry}, {"c1", expander}}, numbered("c1", 3), "c1 3 high"},
        {{{"c0", raspberry}, {"c1", expander}},
         named("GPIO27"),
         "cannot find GPIO27 (both c0 and c1 have a line with this name: configure chip and offset)"},
        {{{"c0", raspberry}}, named("NOSUCH"), "cannot find NOSUCH"},
        {{{"c0", raspberry}}, numbered("c2", 3), "cannot find line 3 of c2"},
        {{}, named("GPIO17"), "cannot find GPIO17"},
        {{{"c0", denied}, {"c1", expander}}, named("GPIO17"), "no permission for GPIO17"},
        {{{"c0", denied}, {"c1", raspberry}}, named("GPIO17"), "c1 17 high"},
        {{{"c0", vanished}, {"c1", raspberry}}, named("GPIO17"), "c1 17 high"},
        {{{"c0", vanished}}, named("GPIO17"), "cannot find GPIO17"},
        {{{"c0", denied}, {"c1", vanished}}, named("GPIO17"), "no permission for GPIO17"},
        {{{"c0", denied}}, numbered("c0", 17), "no permission for line 17 of c0"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.outcome);
        FakeChips machine{row.chips, {}};
        CHECK(machine.open(row.where, true) == row.outcome);
    }
}

TEST_CASE("the first level goes with the request")
{
    FakeChips machine{{{"c0", {{{"GPIO17", 17}}, 0}}}, {}};
    CHECK(machine.open(named("GPIO17"), false) == "c0 17 low");
    CHECK(machine.open(named("GPIO17"), true) == "c0 17 high");
}

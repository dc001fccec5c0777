// SPDX-License-Identifier: MIT
#include "hal/mock/mock_files.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <stdlib.h>

using namespace coapnode;

namespace {

const I2cAddress room{"/dev/i2c-1", 0x44};

}  // namespace

TEST_CASE("without a directory nothing is read or written")
{
    const MockFiles none;
    CHECK(none.injection(room) == std::nullopt);
    CHECK(none.show_line("GPIO17", true));
    CHECK_FALSE(std::filesystem::exists("lines"));
}

TEST_CASE("the directory comes from the environment")
{
    const TemporaryDirectory directory;
    directory.write("i2c-1/0x44", "temperature=-12.5");
    ::unsetenv("COAPNODE_MOCK_DIR");
    CHECK_FALSE(MockFiles::from_environment().injection(room)->has_value());
    ::setenv("COAPNODE_MOCK_DIR", directory.path().c_str(), 1);
    const auto found = MockFiles::from_environment().injection(room);
    ::unsetenv("COAPNODE_MOCK_DIR");
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->temperature == -12.5);
}

TEST_CASE("each place has its file, and no bus reaches out of the directory")
{
    struct Row {
        std::string file;
        I2cAddress where;
    };
    const Row rows[] = {
        {"i2c-1/0x44", {"/dev/i2c-1", 0x44}},
        {"i2c-1/0x08", {"/dev/i2c-1", 0x08}},
        {"i2c-22/0x76", {"/dev/i2c-22", 0x76}},
        {"inside/i2c-1/0x44", {"/dev/../i2c-1", 0x44}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.file);
        const TemporaryDirectory directory;
        const MockFiles files{directory.path() / (row.file.starts_with("inside") ? "inside" : "")};
        CHECK_FALSE(files.injection(row.where)->has_value());
        directory.write(row.file, "temperature=1");
        CHECK(files.injection(row.where)->has_value());
    }
}

TEST_CASE("a file that cannot be read is none, one that makes no sense is an error")
{
    const TemporaryDirectory directory;
    const MockFiles files{directory.path()};
    std::filesystem::create_directories(directory.path() / "i2c-1/0x44");  // a directory in its place
    CHECK(files.injection(room));
    directory.write("i2c-1/0x45", std::string(100'000, 'x'));
    CHECK(files.injection({"/dev/i2c-1", 0x45}).error() == Errc::bus_io);
}

TEST_CASE("a line that cannot be shown fails")
{
    const TemporaryDirectory directory;
    directory.write("lines", "a file in the directory's place");
    const auto shown = MockFiles{directory.path()}.show_line("GPIO17", true);
    REQUIRE_FALSE(shown);
    CHECK(shown.error() == Error{Errc::line_io, "cannot write " + (directory.path() / "lines/GPIO17").string()});
}

TEST_CASE("showing a line leaves one file and no other")
{
    const TemporaryDirectory directory;
    const MockFiles files{directory.path()};
    CHECK(files.show_line("GPIO17", true));
    CHECK(files.show_line("GPIO17", false));
    CHECK(directory.read("lines/GPIO17") == "low\n");
    CHECK(std::distance(std::filesystem::directory_iterator{directory.path() / "lines"}, {}) == 1);
}

// SPDX-License-Identifier: MIT
#include "coapnode/core/log.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <string>

using namespace coapnode;
using namespace std::string_literals;

namespace {

/// Takes over stderr for as long as it lives.
class CapturedStderr {
public:
    CapturedStderr() : before_{dup(STDERR_FILENO)}
    {
        REQUIRE(pipe2(pipe_.data(), O_NONBLOCK) == 0);
        REQUIRE(dup2(pipe_[1], STDERR_FILENO) >= 0);
    }
    CapturedStderr(const CapturedStderr&) = delete;
    CapturedStderr& operator=(const CapturedStderr&) = delete;
    ~CapturedStderr()
    {
        dup2(before_, STDERR_FILENO);
        for (const int fd : {before_, pipe_[0], pipe_[1]})
            close(fd);
    }

    /// What one read finds; a pipe hands over writes in full, one after another.
    [[nodiscard]] std::string read_all() const
    {
        std::array<char, 4096> buffer{};
        const auto count = read(pipe_[0], buffer.data(), buffer.size());
        return count > 0 ? std::string{buffer.data(), static_cast<std::size_t>(count)} : ""s;
    }

private:
    int before_;
    std::array<int, 2> pipe_{};
};

}  // namespace

TEST_CASE("a line says its level as its reader expects")
{
    struct Row {
        LogLevel level;
        std::string name;
        std::string terminal;
        std::string journal;
    };
    const Row rows[] = {
        {LogLevel::error, "error", "error: it broke\n", "<3>it broke\n"},
        {LogLevel::warning, "warning", "warning: it broke\n", "<4>it broke\n"},
        {LogLevel::info, "info", "it broke\n", "<6>it broke\n"},
        {LogLevel::debug, "debug", "debug: it broke\n", "<7>it broke\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CHECK(log_line(row.level, "it broke", false) == row.terminal);
        CHECK(log_line(row.level, "it broke", true) == row.journal);
        CHECK(log_level_named(row.name) == row.level);
    }
    CHECK(log_level_named("Info") == std::nullopt);
    CHECK(log_level_named("") == std::nullopt);
}

TEST_CASE("nothing in a line forges another one or drives a terminal")
{
    struct Row {
        std::string given;
        std::string written;
    };
    const Row rows[] = {
        {"plain", "plain\n"},
        {"", "\n"},
        {"bad\n<3>forged", "bad?<3>forged\n"},
        {"a\r\tb", "a??b\n"},
        {"\x1b[2J", "?[2J\n"},
        {"nul\0end"s, "nul?end\n"},
        {"del\x7f", "del?\n"},
        {"csi \xc2\x9b"
         "2J",
         "csi ?2J\n"},                 // U+009B
        {"\xc2\x80\xc2\x9f", "??\n"},  // the first and the last of C1
        {"21 \xc2\xb0"
         "C \xc2\xa0",
         "21 \xc2\xb0"
         "C \xc2\xa0\n"},  // U+00B0, U+00A0
        {"K\xc3\xbc"
         "che \xe2\x82\xac",
         "K\xc3\xbc"
         "che \xe2\x82\xac\n"},
        {"cut \xc2", "cut \xc2\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.given);
        CHECK(log_line(LogLevel::info, row.given, false) == row.written);
    }
}

TEST_CASE("stderr gets the lines up to the chosen level")
{
    struct Row {
        LogLevel most;
        std::string written;
    };
    const Row rows[] = {
        {LogLevel::error, "<3>e\n"},
        {LogLevel::warning, "<3>e\n<4>w\n"},
        {LogLevel::info, "<3>e\n<4>w\n<6>i\n"},
        {LogLevel::debug, "<3>e\n<4>w\n<6>i\n<7>d\n"},
    };
    for (const auto& row : rows) {
        std::string written;
        {
            const CapturedStderr captured;
            StderrLog log{row.most, true};
            log.error("e");
            log.warning("w");
            log.info("i");
            log.debug("d");
            written = captured.read_all();
        }
        CHECK(written == row.written);
    }
}

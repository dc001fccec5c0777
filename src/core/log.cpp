// SPDX-License-Identifier: MIT
#include "coapnode/core/log.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cstdlib>
#include <string>

namespace coapnode {

namespace {

struct LevelText {
    LogLevel level;
    std::string_view name;
    std::string_view journal_prefix;  // syslog(3) severities
};

constexpr std::array<LevelText, 4> level_texts{{
    {LogLevel::error, "error", "<3>"},
    {LogLevel::warning, "warning", "<4>"},
    {LogLevel::info, "info", "<6>"},
    {LogLevel::debug, "debug", "<7>"},
}};

bool is_control(unsigned char c)
{
    return c < 0x20 || c == 0x7f;
}

/// U+0080 to U+009F are C2 80 to C2 9F in UTF-8; U+009B alone begins a terminal's control sequence.
bool is_c1_control(unsigned char first, unsigned char second)
{
    return first == 0xc2 && second >= 0x80 && second <= 0x9f;
}

void append_printable(std::string& out, std::string_view line)
{
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto c = static_cast<unsigned char>(line[i]);
        const auto next = i + 1 < line.size() ? static_cast<unsigned char>(line[i + 1]) : c;
        const bool two_bytes = is_c1_control(c, next);
        out += two_bytes || is_control(c) ? '?' : line[i];
        if (two_bytes) ++i;
    }
}

}  // namespace

std::optional<LogLevel> log_level_named(std::string_view name)
{
    for (const auto& text : level_texts) {
        if (text.name == name) return text.level;
    }
    return std::nullopt;
}

void Log::write_often(std::string_view /*cause*/, LogLevel level, const LogLines& lines)
{
    for (const auto& line : lines)
        write(level, line);
}

void Log::often(std::string_view cause, LogLevel level, std::string line)
{
    LogLines lines;
    lines.push_back(std::move(line));
    write_often(cause, level, lines);
}

std::string log_line(LogLevel level, std::string_view line, bool for_journal)
{
    const auto& text = level_texts[static_cast<std::size_t>(level)];
    std::string out;
    if (for_journal) {
        out = text.journal_prefix;
    } else if (level != LogLevel::info) {
        out = std::string{text.name} + ": ";
    }
    append_printable(out, line);
    return out + '\n';
}

bool stderr_is_journal()
{
    const char* const stream = std::getenv("JOURNAL_STREAM");
    struct stat seen {};
    if (stream == nullptr || ::fstat(STDERR_FILENO, &seen) != 0) return false;
    return stream == std::to_string(seen.st_dev) + ':' + std::to_string(seen.st_ino);
}

void StderrLog::write(LogLevel level, std::string_view line)
{
    if (level > most_) return;
    const auto out = log_line(level, line, for_journal_);
    // A reader that does not read, or no more, must not stop the node: the line is lost. One write keeps lines whole.
    pollfd stderr_now{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&stderr_now, 1, 0) != 1 || (stderr_now.revents & POLLOUT) == 0) return;
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace coapnode

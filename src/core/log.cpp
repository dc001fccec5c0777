// SPDX-License-Identifier: MIT
#include "coapnode/core/log.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unistd.h>

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

}  // namespace

std::optional<LogLevel> log_level_named(std::string_view name)
{
    for (const auto& text : level_texts) {
        if (text.name == name) return text.level;
    }
    return std::nullopt;
}

void StderrLog::write(LogLevel level, std::string_view line)
{
    if (level > most_) return;
    const auto& text = level_texts[static_cast<std::size_t>(level)];
    std::string out;
    if (for_journal_) {
        out = text.journal_prefix;
    } else if (level != LogLevel::info) {
        out = std::string{text.name} + ": ";
    }
    out += line;
    std::replace_if(out.begin(), out.end(), is_control, '?');
    out += '\n';
    // One write a line keeps lines whole; a full or closed stderr must not stop the node.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace coapnode

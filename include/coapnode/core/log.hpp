// SPDX-License-Identifier: MIT
/// The log: one line per event, to stderr, with the prefix that the journal reads ("<N>", sd-daemon(3)).
///
/// Library code returns errors. Only the edges write to a Log: apps, adapters, the sampler's transitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

enum class LogLevel { error, warning, info, debug };

std::optional<LogLevel> log_level_named(std::string_view name);

/// Lines that are written together or not at all.
using LogLines = std::vector<std::string>;

class Log {
public:
    virtual ~Log() = default;

    virtual void write(LogLevel level, std::string_view line) = 0;

    /// Whether lines of this level are written. Callers ask before they build a line for each request.
    [[nodiscard]] virtual bool wants(LogLevel /*level*/) const { return true; }

    /// For events that the outside can repeat any number of times: a loose wire, a client, an edited file. A log may
    /// delay or drop such lines, separately for each `cause`. The last line of a cause always shows its latest state.
    /// Causes come from the configuration ("sensor room"), never from a peer.
    virtual void write_often(std::string_view cause, LogLevel level, const LogLines& lines);

    /// How many lines were dropped so far.
    [[nodiscard]] virtual std::uint64_t dropped() const { return 0; }

    void error(std::string_view line) { write(LogLevel::error, line); }
    void warning(std::string_view line) { write(LogLevel::warning, line); }
    void info(std::string_view line) { write(LogLevel::info, line); }
    void debug(std::string_view line) { write(LogLevel::debug, line); }

    /// The same as write_often().
    void error(std::string_view cause, std::string line) { often(cause, LogLevel::error, std::move(line)); }
    void warning(std::string_view cause, std::string line) { often(cause, LogLevel::warning, std::move(line)); }
    void info(std::string_view cause, std::string line) { often(cause, LogLevel::info, std::move(line)); }

private:
    void often(std::string_view cause, LogLevel level, std::string line);
};

/// The bytes of a log line, with its newline. For the journal (`for_journal`) the level is a "<N>" prefix, for a
/// terminal a word. Control characters (C0, DEL, and C1 in UTF-8) are replaced, so that text from a peer cannot forge a
/// line or control a terminal.
std::string log_line(LogLevel level, std::string_view line, bool for_journal);

/// Whether stderr is connected to the journal (JOURNAL_STREAM, systemd.exec(5)).
bool stderr_is_journal();

/// Writes lines up to the level `most` to stderr.
class StderrLog final : public Log {
public:
    StderrLog(LogLevel most, bool for_journal) : most_{most}, for_journal_{for_journal} {}

    void write(LogLevel level, std::string_view line) override;
    [[nodiscard]] bool wants(LogLevel level) const override { return level <= most_; }

private:
    LogLevel most_;
    bool for_journal_;
};

}  // namespace coapnode

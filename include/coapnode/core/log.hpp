// SPDX-License-Identifier: MIT
/// The log: one line an event, to stderr, in the form that the journal reads (sd-daemon(3)'s "<N>" prefix).
///
/// Library code returns errors; only the edges (apps, adapters, the sampler's transitions) are handed a Log.
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

/// Lines that are told together or not at all.
using LogLines = std::vector<std::string>;

class Log {
public:
    virtual ~Log() = default;

    virtual void write(LogLevel level, std::string_view line) = 0;

    /// Whether a line of this level is written at all: one that is made for each request need not be made otherwise.
    [[nodiscard]] virtual bool wants(LogLevel /*level*/) const { return true; }

    /// What the world can bring about any number of times: a loose wire, a client, a file that is edited. A log may put
    /// off and leave out such lines, of each `cause` for itself; what is told last of a cause is what was last true of
    /// it. Causes are of the configuration's making ("sensor room"), never of a peer's.
    virtual void write_often(std::string_view cause, LogLevel level, const LogLines& lines);

    /// Lines that were left out so far.
    [[nodiscard]] virtual std::uint64_t dropped() const { return 0; }

    void error(std::string_view line) { write(LogLevel::error, line); }
    void warning(std::string_view line) { write(LogLevel::warning, line); }
    void info(std::string_view line) { write(LogLevel::info, line); }
    void debug(std::string_view line) { write(LogLevel::debug, line); }

    /// As write_often().
    void error(std::string_view cause, std::string line) { often(cause, LogLevel::error, std::move(line)); }
    void warning(std::string_view cause, std::string line) { often(cause, LogLevel::warning, std::move(line)); }
    void info(std::string_view cause, std::string line) { often(cause, LogLevel::info, std::move(line)); }

private:
    void often(std::string_view cause, LogLevel level, std::string line);
};

/// `line` as it is written, with its newline. Under systemd (`for_journal`) the level is a prefix the journal takes off
/// again; in a terminal a word. Control characters (C0, DEL, and C1 in UTF-8) are replaced, so that nothing a peer sent
/// can forge a line or drive a terminal.
std::string log_line(LogLevel level, std::string_view line, bool for_journal);

/// Whether stderr is the journal's own stream (systemd.exec(5), JOURNAL_STREAM), not a terminal or a file.
bool stderr_is_journal();

/// Writes to stderr what is not beyond `most`.
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

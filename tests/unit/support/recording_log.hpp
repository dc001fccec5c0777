// SPDX-License-Identifier: MIT
/// A Log that a test reads.
#pragma once

#include "coapnode/core/log.hpp"

#include <string>
#include <utility>
#include <vector>

namespace coapnode {

class RecordingLog final : public Log {
public:
    /// Every line as in a terminal ("warning: …"), and forgets them.
    std::string take() { return std::exchange(text_, {}); }

    /// Of each write_often(), and forgets them.
    std::vector<std::string> take_causes() { return std::exchange(causes_, {}); }

    void write(LogLevel level, std::string_view line) override { text_ += log_line(level, line, false); }
    void write_often(std::string_view cause, LogLevel level, const LogLines& lines) override
    {
        causes_.emplace_back(cause);
        Log::write_often(cause, level, lines);
    }

private:
    std::string text_;
    std::vector<std::string> causes_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// A Log that a test reads.
#pragma once

#include "coapnode/core/log.hpp"

#include <string>
#include <utility>

namespace coapnode {

class RecordingLog final : public Log {
public:
    /// Every line as in a terminal ("warning: …"), and forgets them.
    std::string take() { return std::exchange(text_, {}); }

    void write(LogLevel level, std::string_view line) override { text_ += log_line(level, line, false); }

private:
    std::string text_;
};

}  // namespace coapnode

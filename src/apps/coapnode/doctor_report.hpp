// SPDX-License-Identifier: MIT
/// Prints the findings of coapnode doctor, one line each.
#pragma once

#include "apps/coapnode/output.hpp"

#include <string>
#include <string_view>

namespace coapnode {

class DoctorReport {
public:
    explicit DoctorReport(Printer& printer) : printer_{printer} {}

    void well(std::string_view step, const std::string& text) { line("ok", step, text, {}); }
    /// Nothing is wrong, but this could not be checked.
    void skipped(std::string_view step, const std::string& text) { line("--", step, text, {}); }
    /// Reports a failure, which ends the report. Returns the exit code.
    int failed(std::string_view step, const Error& error, const std::string& cure);
    /// An answer with an error code.
    int failed(std::string_view step, const IncomingResponse& answer, const std::string& cure);

    /// Whether something could not be written.
    [[nodiscard]] bool is_cut() const { return is_cut_; }

private:
    void line(std::string_view mark, std::string_view step, const std::string& text, const std::string& cure);

    Printer& printer_;
    bool is_cut_ = false;
};

}  // namespace coapnode

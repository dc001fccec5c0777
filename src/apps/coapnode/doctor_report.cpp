// SPDX-License-Identifier: MIT
#include "apps/coapnode/doctor_report.hpp"

#include "apps/coapnode/exit_codes.hpp"
#include "show/people.hpp"
#include "show/visible.hpp"

namespace coapnode {

namespace {

std::string padded(std::string_view word, std::size_t width)
{
    std::string text{word};
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

}  // namespace

int DoctorReport::failed(std::string_view step, const Error& error, const std::string& cure)
{
    line("FAIL", step, error.message, cure.empty() ? std::string{advice(error.code)} : cure);
    return is_cut_ ? exit_failure : exit_code_of(error.code);
}

int DoctorReport::failed(std::string_view step, const IncomingResponse& answer, const std::string& cure)
{
    line("FAIL", step, error_sentence(answer), cure);
    return is_cut_ ? exit_failure : exit_code_of_answer(answer.code);
}

void DoctorReport::line(std::string_view mark, std::string_view step, const std::string& text, const std::string& cure)
{
    constexpr std::size_t mark_width = 6;
    constexpr std::size_t step_width = 13;
    std::string out;
    if (printer_.is_json()) {
        const std::string_view state = mark == "ok" ? "ok" : mark == "--" ? "skipped" : "failed";
        out = "{\"step\":" + json_string(step) + ",\"state\":" + json_string(state) + ",\"text\":" + json_string(text);
        if (!cure.empty()) out += ",\"cure\":" + json_string(cure);
        out += "}\n";
    } else {
        out = padded(mark, mark_width) + padded(step, step_width) + visible_line(text) + '\n';
        if (!cure.empty()) out += std::string(mark_width + step_width, ' ') + visible_line(cure) + '\n';
    }
    if (printer_.text(out) != exit_ok) is_cut_ = true;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Writes answers to stdout or a file, and errors to stderr. A failed write ends the command with a sentence.
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "coapnode/core/error.hpp"
#include "show/arrival.hpp"
#include "show/link_tables.hpp"
#include "show/style.hpp"

#include <string>
#include <string_view>

namespace coapnode {

class Printer {
public:
    explicit Printer(const Arguments& arguments);

    /// Shows an answer. Error answers for people go to stderr. Returns the exit code.
    [[nodiscard]] int answer(const Arrival& arrival);

    /// Shows one state of an observation. `prefix` names the resource when there are several.
    [[nodiscard]] int state(const Arrival& arrival, std::string_view prefix);

    /// Shows a discovered node with --json. People get the whole list at the end.
    [[nodiscard]] int node(const FoundNode& node);

    /// Writes text unchanged to stdout or the file. Returns the exit code.
    [[nodiscard]] int text(std::string_view text);

    /// Writes an error to stderr: a sentence, or an object with --json. `cure` replaces the advice of its code. Returns
    /// the exit code.
    int error(const Error& error, std::string_view uri, std::string_view cure = {});

    /// Writes a note for people to stderr, after the program's name.
    void remark(std::string_view line);

    /// With -v, on stderr.
    void detail(std::string_view lines);

    /// On a terminal: replaces the status line; an empty text removes it.
    void progress(std::string_view line);

    [[nodiscard]] bool is_json() const { return output_ == Output::json; }
    [[nodiscard]] const ShowStyle& style() const { return out_style_; }

private:
    [[nodiscard]] int write_out(std::string_view bytes);

    Output output_;
    std::filesystem::path file_;
    bool is_verbose_;
    bool has_progress_ = false;
    ShowStyle out_style_;
    ShowStyle error_style_;
};

}  // namespace coapnode

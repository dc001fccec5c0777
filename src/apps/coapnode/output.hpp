// SPDX-License-Identifier: MIT
/// Where answers and errors go: stdout or a file, and stderr. What cannot be written ends the command with a sentence.
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

    /// What is shown of an answer. Error answers for people go to stderr. Returns the exit code.
    [[nodiscard]] int answer(const Arrival& arrival);

    /// One state of an observation. `prefix` names it when there are several.
    [[nodiscard]] int state(const Arrival& arrival, std::string_view prefix);

    /// A node that answered: an object for scripts, nothing for people, who get all of them at the end.
    [[nodiscard]] int node(const FoundNode& node);

    /// Text as it is, to stdout or the file. Returns the exit code.
    [[nodiscard]] int text(std::string_view text);

    /// A sentence, or an object with --json, on stderr. `cure`: in place of the advice that its code has. Returns the
    /// exit code.
    int error(const Error& error, std::string_view uri, std::string_view cure = {});

    /// For people alone, on stderr: the program's name stands before it.
    void remark(std::string_view line);

    /// With -v, on stderr.
    void detail(std::string_view lines);

    /// On a terminal, in place of the line that stood there; an empty one takes it away.
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

// SPDX-License-Identifier: MIT
#include "apps/coapnode/output.hpp"

#include "apps/coapnode/exit_codes.hpp"
#include "coapnode/core/file_io.hpp"
#include "show/as_json.hpp"
#include "show/people.hpp"
#include "show/terminal.hpp"
#include "show/visible.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>

namespace coapnode {

namespace {

ShowStyle style_of(int fd, Colours colours)
{
    auto style = terminal_style(fd);
    const char* const no_color = std::getenv("NO_COLOR");
    const bool is_wanted = no_color == nullptr || *no_color == '\0';
    style.colours = colours == Colours::always || (colours == Colours::automatic && style.is_terminal && is_wanted);
    return style;
}

void tell(std::string_view text)
{
    static_cast<void>(write_all(STDERR_FILENO, text));  // a failure cannot be reported anywhere
}

/// Replaces the content. Returns 0 or the system's error number.
int write_file(const std::filesystem::path& file, std::string_view bytes)
{
    constexpr mode_t as_umask_says = 0666;
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, as_umask_says);
    if (fd < 0) return errno;
    const int failed = write_all(fd, bytes);
    return ::close(fd) != 0 && failed == 0 ? errno : failed;
}

/// Not about a file or this machine's memory.
bool is_about_a_node(Errc code)
{
    return exit_code_of(code) >= exit_no_answer;
}

/// The advice for a node, such as to check its wiring, does not fit a failure on this machine.
std::string words_of(const Error& error, std::string_view cure)
{
    if (!cure.empty()) return error.message + ": " + std::string{cure};
    return is_about_a_node(error.code) ? sentence(error) : error.message;
}

/// Mistakes in a file have one line each.
std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

}  // namespace

Printer::Printer(const Arguments& arguments)
    : output_{arguments.output_file.empty() ? arguments.output : Output::raw},
      file_{arguments.output_file},
      is_verbose_{arguments.verbose},
      out_style_{style_of(STDOUT_FILENO, arguments.colours)},
      error_style_{style_of(STDERR_FILENO, arguments.colours)}
{
    if (!file_.empty()) out_style_ = {};
}

int Printer::answer(const Arrival& arrival)
{
    const int code = exit_code_of_answer(arrival.response.code);
    if (output_ == Output::json) {
        const int written = write_out(as_json(arrival));
        return written == exit_ok ? code : written;
    }
    if (!arrival.response.is_success()) {
        progress({});
        tell(error_sentence(arrival.response, error_style_) + '\n');
        return code;
    }
    const int written = write_out(output_ == Output::raw ? as_text(arrival.response.payload)
                                                         : for_people(arrival.response, out_style_));
    return written == exit_ok ? code : written;
}

int Printer::state(const Arrival& arrival, std::string_view prefix)
{
    if (output_ == Output::json) return write_out(as_json(arrival));
    if (!arrival.response.is_success()) {
        tell(line_for_people(arrival, error_style_, prefix));
        return exit_ok;
    }
    if (output_ == Output::raw) return write_out(as_text(arrival.response.payload));
    return write_out(line_for_people(arrival, out_style_, prefix));
}

int Printer::node(const FoundNode& node)
{
    return output_ == Output::json ? write_out(node_as_json(node)) : exit_ok;
}

int Printer::text(std::string_view text)
{
    return write_out(text);
}

int Printer::error(const Error& error, std::string_view uri, std::string_view cure)
{
    progress({});
    auto words = words_of(error, cure);
    if (output_ == Output::json) {
        tell(error_as_json(error.code, words, uri));
        return exit_code_of(error.code);
    }
    if (is_about_a_node(error.code) && error.code != Errc::unknown_name) words = std::string{uri} + ": " + words;
    for (const auto& line : lines_of(words))
        tell("coapnode: " + emphasised(visible_line(line), Emphasis::failure, error_style_) + '\n');
    return exit_code_of(error.code);
}

void Printer::remark(std::string_view line)
{
    if (output_ != Output::json) tell("coapnode: " + visible_line(line) + '\n');
}

void Printer::detail(std::string_view lines)
{
    if (is_verbose_) tell(emphasised(lines, Emphasis::faint, error_style_));
}

void Printer::progress(std::string_view line)
{
    if (!error_style_.is_terminal || (line.empty() && !has_progress_)) return;
    has_progress_ = !line.empty();
    tell("\r\033[K" + std::string{line});
}

int Printer::write_out(std::string_view bytes)
{
    progress({});
    if (file_.empty()) return write_to_stdout("coapnode", bytes) ? exit_ok : exit_failure;
    const int error = write_file(file_, bytes);
    if (error == 0) return exit_ok;
    tell("coapnode: cannot write " + file_.string() + ": " + std::strerror(error) + '\n');
    return exit_failure;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// The options that all daemons have. It includes CLI11, so only files named options.cpp include it.
#pragma once

#include "coapnode/core/log.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace coapnode {

/// --config FILE; the default is the value of `config`.
void define_config(CLI::App& command, std::filesystem::path& config);

/// --log-level LEVEL
void define_log_level(CLI::App& command, LogLevel& level);

/// The options that make a daemon do something other than serve. Only one of them can be given.
template <class Task>
class TaskOptions {
public:
    /// `names` lists all of them: "--check and --init". `chosen` is Task::serve until one is given, and outlives the
    /// parsing of `command`.
    TaskOptions(CLI::App& command, Task& chosen, std::string names)
        : command_{command}, chosen_{chosen}, names_{std::move(names)}
    {
    }

    CLI::Option* flag(const std::string& name, Task task, const std::string& sentence)
    {
        return grouped(command_.add_flag_callback(name, choose(task), sentence));
    }

    /// With or without a word after it.
    CLI::Option* with_word(const std::string& name, Task task, std::string& word, const std::string& type,
                           const std::string& sentence)
    {
        const auto take = [choose = choose(task), &word](const std::string& given) {
            choose();
            word = given;
        };
        auto* const option = command_.add_option_function<std::string>(name, take, sentence);
        return grouped(option->expected(0, 1)->type_name(type));
    }

    CLI::Option* check()
    {
        return flag("--check", Task::check, "Read the configuration and print every mistake as FILE:LINE:COL: message");
    }

    /// --quiet, with --check
    void quiet(bool& is_quiet, CLI::Option* check)
    {
        const auto* const sentence = "With --check: print nothing, the exit code is the result";
        grouped(command_.add_flag("--quiet", is_quiet, sentence)->needs(check));
    }

private:
    static CLI::Option* grouped(CLI::Option* option) { return option->group("Instead of serving"); }

    [[nodiscard]] std::function<void()> choose(Task task) const
    {
        return [&chosen = chosen_, task, names = names_] {
            if (chosen != Task::serve) throw CLI::ValidationError{"only one of " + names + " can be given"};
            chosen = task;
        };
    }

    CLI::App& command_;
    Task& chosen_;
    std::string names_;
};

/// nullopt, or the exit code to end with: 0 after --help and --version, 2 (bad usage) after a sentence on stderr.
std::optional<int> parse(CLI::App& command, int argc, const char* const* argv);

}  // namespace coapnode

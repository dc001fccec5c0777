// SPDX-License-Identifier: MIT
#include "apps/coapnoded/options.hpp"

#include "apps/coapnoded/firmware_name.hpp"
#include "support/printed.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <vector>

using namespace coapnode;

namespace {

std::variant<Options, int> parsed(const std::vector<std::string>& words)
{
    std::vector<const char*> argv{"coapnoded"};
    for (const auto& word : words)
        argv.push_back(word.c_str());
    return parse_options(static_cast<int>(argv.size()), argv.data());
}

std::string joined(const std::vector<std::string>& words)
{
    std::string line;
    for (const auto& word : words)
        line += word + ' ';
    return line;
}

}  // namespace

TEST_CASE("every option, alone and together")
{
    struct Row {
        std::vector<std::string> words;
        Options expected;
    };
    const std::filesystem::path usual = "/etc/coapnode/coapnode.yaml";
    const Row rows[] = {
        {{}, {usual, false, Task::serve, "", LogLevel::info}},
        {{"--config", "here.yaml"}, {"here.yaml", false, Task::serve, "", LogLevel::info}},
        {{"--config=here.yaml"}, {"here.yaml", false, Task::serve, "", LogLevel::info}},
        {{"--mock"}, {usual, true, Task::serve, "", LogLevel::info}},
        {{"--check"}, {usual, false, Task::check, "", LogLevel::info}},
        {{"--check", "--quiet"}, {usual, false, Task::check, "", LogLevel::info, true}},
        {{"--list-drivers"}, {usual, false, Task::list_drivers, "", LogLevel::info}},
        {{"--probe"}, {usual, false, Task::probe, "", LogLevel::info}},
        {{"--probe", "/dev/i2c-1"}, {usual, false, Task::probe, "/dev/i2c-1", LogLevel::info}},
        {{"--probe=/dev/i2c-1"}, {usual, false, Task::probe, "/dev/i2c-1", LogLevel::info}},
        {{"--probe", "--mock"}, {usual, true, Task::probe, "", LogLevel::info}},
        {{"--mock", "--probe", "/dev/i2c-1"}, {usual, true, Task::probe, "/dev/i2c-1", LogLevel::info}},
        {{"--log-level", "error"}, {usual, false, Task::serve, "", LogLevel::error}},
        {{"--log-level", "warning"}, {usual, false, Task::serve, "", LogLevel::warning}},
        {{"--log-level", "info"}, {usual, false, Task::serve, "", LogLevel::info}},
        {{"--log-level=debug"}, {usual, false, Task::serve, "", LogLevel::debug}},
        {{"--check", "--config", "a b.yaml", "--log-level", "debug", "--mock"},
         {"a b.yaml", true, Task::check, "", LogLevel::debug}},
    };
    for (const auto& row : rows) {
        const auto line = joined(row.words);
        CAPTURE(line);
        std::variant<Options, int> result;
        const auto output = printed_by([&] { result = parsed(row.words); });
        const auto* const options = std::get_if<Options>(&result);
        REQUIRE(options != nullptr);
        CHECK(options->config == row.expected.config);
        CHECK(options->mock == row.expected.mock);
        CHECK(static_cast<int>(options->task) == static_cast<int>(row.expected.task));
        CHECK(options->probe_bus == row.expected.probe_bus);
        CHECK(options->quiet == row.expected.quiet);
        CHECK(static_cast<int>(options->log_level) == static_cast<int>(row.expected.log_level));
        CHECK(output.out.empty());
        CHECK(output.err.empty());
    }
}

TEST_CASE("bad usage ends with 2 and a sentence on stderr")
{
    const std::vector<std::string> rows[] = {
        {"--nonsense"},
        {"--quiet"},
        {"--quiet", "--init"},
        {"coapnode.yaml"},
        {"--config"},
        {"--config", "a.yaml", "--config", "b.yaml"},
        {"--log-level"},
        {"--log-level", "loud"},
        {"--log-level", "INFO"},
        {"--log-level", "9"},
        {"--check", "--list-drivers"},
        {"--check", "--probe"},
        {"--probe", "/dev/i2c-1", "/dev/i2c-2"},
        {"--probe", "1"},
        {"--probe=i2c-1"},
        {"--mock=maybe"},
        {"-x"},
    };
    for (const auto& words : rows) {
        const auto line = joined(words);
        CAPTURE(line);
        std::variant<Options, int> result;
        const auto output = printed_by([&] { result = parsed(words); });
        const auto* const code = std::get_if<int>(&result);
        REQUIRE(code != nullptr);
        CHECK(*code == 2);
        CHECK(output.out.empty());
        CHECK(output.err.starts_with("coapnoded: "));
        CHECK(output.err.ends_with("\nTry 'coapnoded --help'.\n"));
    }
}

TEST_CASE("a word that is not meant so is told as such")
{
    const std::pair<std::vector<std::string>, std::string> rows[] = {
        {{"--config", ""}, "--config: its value is empty: write FILE after it"},
        {{"--config="}, "--config: its value is empty: write FILE after it"},
        {{"--log-level="}, "--log-level: its value is empty: write LEVEL after it"},
        {{"--probe", ""}, "--probe: its value is empty: write [BUS] after it"},
        {{"--check="}, "--check takes no value"},
        {{"--mock=false"}, "--mock takes no value"},
        {{"--version="}, "--version takes no value"},
        {{"--check", ""}, "one of the arguments is empty: leave it out"},
        {{"--conf", "a.yaml"}, "there is no option '--conf'; did you mean '--config'?"},
        {{"--chek=x"}, "there is no option '--chek'; did you mean '--check'?"},
        {{"--nonsense"}, "there is no option '--nonsense'"},
        {{"--check", "a.yaml"}, "write --config before a.yaml"},
        {{"/etc/a.yml"}, "write --config before /etc/a.yml"},
        {{""}, "one of the arguments is empty: leave it out"},
    };
    for (const auto& row : rows) {
        const auto line = joined(row.first);
        CAPTURE(line);
        std::variant<Options, int> result;
        const auto output = printed_by([&] { result = parsed(row.first); });
        CHECK(output.err == "coapnoded: " + row.second + "\nTry 'coapnoded --help'.\n");
        CHECK((std::get_if<int>(&result) != nullptr && std::get<int>(result) == 2));
    }
}

TEST_CASE("--help and --version end with 0 and print to stdout")
{
    std::variant<Options, int> result;
    const auto version = printed_by([&] { result = parsed({"--version"}); });
    REQUIRE(std::get_if<int>(&result) != nullptr);
    CHECK(std::get<int>(result) == 0);
    CHECK(version.out == firmware_name() + '\n');
    CHECK(version.err.empty());

    result = Options{};
    const auto help = printed_by([&] { result = parsed({"--help"}); });
    REQUIRE(std::get_if<int>(&result) != nullptr);
    CHECK(std::get<int>(result) == 0);
    CHECK(help.err.empty());
    for (const std::string option :
         {"--config", "--mock", "--check", "--probe", "--list-drivers", "--log-level", "--version", "--help"}) {
        CAPTURE(option);
        CHECK(help.out.find(option) != std::string::npos);
    }
    CHECK(help.out.find("\nInstead of serving:\n  --check ") != std::string::npos);
    CHECK(help.out.find("ption Group") == std::string::npos);
    std::istringstream lines{help.out};
    for (std::string text; std::getline(lines, text);)
        CHECK((text.empty() || text.find_first_not_of(' ') != std::string::npos));
    CHECK(help.out.find("/etc/coapnode/coapnode.yaml") != std::string::npos);
}

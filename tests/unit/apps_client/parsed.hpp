// SPDX-License-Identifier: MIT
/// A command line as its words, and what became of it.
#pragma once

#include <doctest/doctest.h>
#include "apps/coapnode/arguments.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coapnode::testing {

using Words = std::vector<std::string>;

inline std::variant<Arguments, Ending> parsed(const Words& words)
{
    std::vector<const char*> argv{"coapnode"};
    for (const auto& word : words)
        argv.push_back(word.c_str());
    return parse_arguments(static_cast<int>(argv.size()), argv.data());
}

inline std::string joined(const Words& words)
{
    std::string line;
    for (const auto& word : words)
        line += word + ' ';
    return line;
}

/// Of words that are right.
inline Arguments arguments_of(const Words& words)
{
    INFO(joined(words));
    auto result = parsed(words);
    if (const auto* const ending = std::get_if<Ending>(&result)) FAIL((ending->out + ending->err));
    return std::get<Arguments>(std::move(result));
}

/// Of words that end the program.
inline Ending ending_of(const Words& words)
{
    INFO(joined(words));
    auto result = parsed(words);
    REQUIRE(std::holds_alternative<Ending>(result));
    return std::get<Ending>(std::move(result));
}

/// The sentence about words that are wrong, with the "Try ..." line cut off.
inline std::string complaint_about(const Words& words)
{
    INFO(joined(words));
    const auto output = ending_of(words);
    CHECK(output.code == 2);
    CHECK(output.out.empty());
    CHECK(output.err.starts_with("coapnode: "));
    CHECK(output.err.ends_with("--help'.\n"));
    const auto end = output.err.find("\nTry 'coapnode ");
    REQUIRE(end != std::string::npos);
    return output.err.substr(10, end - 10);
}

}  // namespace coapnode::testing

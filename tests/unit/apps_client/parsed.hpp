// SPDX-License-Identifier: MIT
/// A command line as its words, and what became of it.
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "support/printed.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coapnode::testing {

using Words = std::vector<std::string>;

inline std::variant<Arguments, int> parsed(const Words& words)
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

/// Of words that are right; they print nothing.
inline Arguments arguments_of(const Words& words)
{
    INFO(joined(words));
    std::variant<Arguments, int> result;
    const auto output = printed_by([&] { result = parsed(words); });
    CHECK(output.out + output.err == "");
    REQUIRE(std::holds_alternative<Arguments>(result));
    return std::get<Arguments>(std::move(result));
}

/// The sentence about words that are wrong, with the "Try ..." line cut off.
inline std::string complaint_about(const Words& words)
{
    INFO(joined(words));
    std::variant<Arguments, int> result;
    const auto output = printed_by([&] { result = parsed(words); });
    REQUIRE(std::holds_alternative<int>(result));
    CHECK(std::get<int>(result) == 2);
    CHECK(output.out.empty());
    CHECK(output.err.starts_with("coapnode: "));
    CHECK(output.err.ends_with("--help'.\n"));
    const auto end = output.err.find("\nTry 'coapnode ");
    REQUIRE(end != std::string::npos);
    return output.err.substr(10, end - 10);
}

}  // namespace coapnode::testing

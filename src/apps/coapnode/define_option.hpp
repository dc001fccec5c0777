// SPDX-License-Identifier: MIT
/// CLI11's options with values that are Results: an error ends with its sentence.
#pragma once

#include "coapnode/core/result.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

using TakeValue = std::function<Result<void>(const std::string& text)>;

/// A name without dashes is that of a positional argument, whose mistakes need no name before them.
inline CLI::Option* define_repeated(CLI::App& app, const std::string& names, const std::string& type,
                                    const std::string& sentence, TakeValue take)
{
    // Not CLI11's own containers: they split "[a,b]".
    const auto take_all = [names, take = std::move(take)](const CLI::results_t& values) {
        for (const auto& value : values) {
            const auto taken = take(value);
            if (taken) continue;
            if (!names.starts_with('-')) throw CLI::ValidationError{taken.error().message};
            const auto from = names.find("--");
            throw CLI::ValidationError{names.substr(from, names.find(',', from) - from), taken.error().message};
        }
        return true;
    };
    return app.add_option(names, take_all, sentence)->type_name(type)->take_all();
}

inline CLI::Option* define(CLI::App& app, const std::string& names, const std::string& type,
                           const std::string& sentence, TakeValue take)
{
    return define_repeated(app, names, type, sentence, std::move(take))
        ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

/// Sets `target`, or the optional that it is.
template <class Target, class Parse>
TakeValue into(Target& target, Parse parse)
{
    return [&target, parse](const std::string& text) {
        return parse(text).map([&target](auto value) { target = std::move(value); });
    };
}

template <class Item, class Parse>
TakeValue onto(std::vector<Item>& target, Parse parse)
{
    return [&target, parse](const std::string& text) {
        return parse(text).map([&target](auto value) { target.push_back(std::move(value)); });
    };
}

inline TakeValue into_path(std::filesystem::path& target)
{
    return [&target](const std::string& text) -> Result<void> {
        if (text.empty()) return fail(Errc::bad_value, "expected a file's name, not nothing");
        target = text;
        return {};
    };
}

}  // namespace coapnode

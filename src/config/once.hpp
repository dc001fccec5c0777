// SPDX-License-Identifier: MIT
#pragma once

#include "yaml/section.hpp"

#include <map>
#include <string>

namespace coapnode {

/// Finds the second use of what may be used once.
class Once {
public:
    void use(YamlSection& in, Place where, const std::string& what) { use(in, where, what, what); }

    /// `called` stands in the complaint in its place.
    void use(YamlSection& in, Place where, const std::string& what, const std::string& called)
    {
        const auto [first, is_new] = first_line_.try_emplace(what, where.line);
        if (!is_new) in.complain(where, called + " is used already at line " + std::to_string(first->second));
    }

private:
    std::map<std::string, int> first_line_;
};

}  // namespace coapnode

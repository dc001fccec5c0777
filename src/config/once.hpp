// SPDX-License-Identifier: MIT
#pragma once

#include "yaml/section.hpp"

#include <map>
#include <string>

namespace coapnode {

/// Reports values that are used twice.
class Once {
public:
    void use(YamlSection& in, Place where, const std::string& what) { use(in, where, what, what); }

    /// `called` names the value in the message.
    void use(YamlSection& in, Place where, const std::string& what, const std::string& called)
    {
        const auto [first, is_new] = first_line_.try_emplace(what, where.line);
        if (!is_new) in.complain(where, called + " is already used at line " + std::to_string(first->second));
    }

private:
    std::map<std::string, int> first_line_;
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// An object of JSON that is written member by member.
#pragma once

#include "show/visible.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

class JsonObject {
public:
    void text(std::string_view key, std::string_view value)
    {
        begin(key);
        append_json_string(out_, value);
    }
    /// `value` is JSON already.
    void raw(std::string_view key, std::string_view value)
    {
        begin(key);
        out_ += value;
    }
    std::string whole() &&
    {
        out_ += '}';
        return std::move(out_);
    }

private:
    void begin(std::string_view key)
    {
        if (out_.size() > 1) out_ += ',';
        append_json_string(out_, key);
        out_ += ':';
    }

    std::string out_{'{'};
};

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// Where the mistakes of one file gather.
#pragma once

#include "coapnode/yaml/mistake.hpp"

#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

namespace coapnode {

/// Counted from 1, the column in characters; 0 and 0: no place.
struct Place {
    int line{};
    int column{};

    bool operator==(const Place&) const = default;
    bool operator<(const Place& other) const { return std::tie(line, column) < std::tie(other.line, other.column); }
};

/// What one run tells at most: more helps nobody, and the file may be anything.
inline constexpr std::size_t max_mistakes = 100;

class Report {
public:
    explicit Report(std::string file) : file_{std::move(file)} {}

    void add(Place where, std::string message);

    [[nodiscard]] bool empty() const { return mistakes_.empty(); }

    /// In the order of the file.
    [[nodiscard]] Mistakes sorted() const;

private:
    std::string file_;
    Mistakes mistakes_;
};

}  // namespace coapnode

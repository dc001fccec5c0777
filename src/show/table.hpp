// SPDX-License-Identifier: MIT
/// A table with aligned columns.
#pragma once

#include "show/style.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// A cell that is wider moves the cells behind it, so that one long text does not widen all rows.
inline constexpr std::size_t widest_column = 40;

class Table {
public:
    explicit Table(std::vector<std::string_view> headings) : headings_{std::move(headings)} {}

    /// One cell per heading.
    void add_row(std::span<const std::string_view> cells);

    [[nodiscard]] bool is_empty() const { return ends_.empty(); }

    /// One line of headings, and one line per row. Empty columns are skipped. On a narrow terminal the cells of each
    /// row are listed below each other, with their headings.
    [[nodiscard]] std::string text(const ShowStyle& style) const;

private:
    [[nodiscard]] std::size_t rows() const { return ends_.size() / headings_.size(); }
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    struct Column {
        std::size_t index{};
        std::size_t width{};
    };
    /// Those that are not empty.
    [[nodiscard]] std::vector<Column> columns() const;
    [[nodiscard]] std::string side_by_side(const std::vector<Column>& columns, const ShowStyle& style) const;
    [[nodiscard]] std::string below_each_other(const std::vector<Column>& columns, const ShowStyle& style) const;

    std::vector<std::string_view> headings_;
    std::string texts_;
    std::vector<std::uint32_t> ends_;  ///< of each cell in texts_
};

}  // namespace coapnode

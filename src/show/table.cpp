// SPDX-License-Identifier: MIT
#include "show/table.hpp"

#include "show/visible.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::size_t gap = 2;

void pad(std::string& line, std::size_t from, std::size_t to)
{
    line.append(to > from ? to - from : 0, ' ');
}

/// No blanks stand behind the last cell.
template <class Columns, class CellOf>
std::string line_of(const Columns& columns, CellOf cell_of)
{
    std::string line;
    std::size_t blanks = 0;  // before the next cell
    for (const auto& column : columns) {
        const std::string_view cell = cell_of(column);
        const auto width = display_width(cell);
        if (!cell.empty()) {
            line.append(blanks, ' ');
            line += cell;
            blanks = 0;
        }
        blanks += gap + (column.width > width ? column.width - width : 0);
    }
    return line;
}

}  // namespace

void Table::add_row(std::span<const std::string_view> cells)
{
    for (const auto cell : cells) {
        texts_ += visible_line(cell);
        ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
}

std::string_view Table::cell(std::size_t row, std::size_t column) const
{
    const auto index = row * headings_.size() + column;
    const auto begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view{texts_}.substr(begin, ends_[index] - begin);
}

std::vector<Table::Column> Table::columns() const
{
    std::vector<Column> filled;
    for (std::size_t column = 0; column < headings_.size(); ++column) {
        std::size_t widest = 0;
        for (std::size_t row = 0; row < rows(); ++row)
            widest = std::max(widest, display_width(cell(row, column)));
        if (widest > 0) filled.push_back({column, std::max(widest, display_width(headings_[column]))});
    }
    return filled;
}

std::string Table::text(const ShowStyle& style) const
{
    auto filled = columns();
    if (filled.empty()) return "";
    auto total = gap * (filled.size() - 1);
    for (const auto& column : filled)
        total += column.width;
    if (style.is_terminal && total > style.width) return below_each_other(filled, style);
    for (auto& column : filled)
        column.width = std::min(column.width, widest_column);
    return side_by_side(filled, style);
}

std::string Table::side_by_side(const std::vector<Column>& columns, const ShowStyle& style) const
{
    const auto headings = line_of(columns, [&](const Column& column) { return headings_[column.index]; });
    auto out = emphasised(headings, Emphasis::heading, style) + '\n';
    for (std::size_t row = 0; row < rows(); ++row)
        out += line_of(columns, [&](const Column& column) { return cell(row, column.index); }) + '\n';
    return out;
}

std::string Table::below_each_other(const std::vector<Column>& columns, const ShowStyle& style) const
{
    std::size_t widest = 0;
    for (std::size_t i = 1; i < columns.size(); ++i)
        widest = std::max(widest, display_width(headings_[columns[i].index]));
    std::string out;
    for (std::size_t row = 0; row < rows(); ++row) {
        out += emphasised(cell(row, columns.front().index), Emphasis::heading, style) + '\n';
        for (std::size_t i = 1; i < columns.size(); ++i) {
            const auto text = cell(row, columns[i].index);
            if (text.empty()) continue;
            const auto heading = headings_[columns[i].index];
            out.append(gap, ' ');
            out += heading;
            pad(out, display_width(heading), widest + gap);
            out += text;
            out += '\n';
        }
    }
    return out;
}

}  // namespace coapnode

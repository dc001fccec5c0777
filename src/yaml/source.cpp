// SPDX-License-Identifier: MIT
#include "yaml/source.hpp"

#include "coapnode/core/utf8.hpp"
#include "yaml/ascii.hpp"
#include "yaml/scalar_text.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

std::string_view without_mark(std::string_view text)
{
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
}

/// Columns beyond count bytes: a file of one long line must not cost the square of its length.
constexpr int longest_counted = 1000;

int continuations(std::string_view text)
{
    return static_cast<int>(std::count_if(text.begin(), text.end(), is_continuation));
}

/// UTF-16 by its mark, or because every other byte of two letters is NUL. UTF-32 has one of these as well.
bool is_wide(std::string_view text)
{
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return true;
    if (text.size() < 4) return false;
    const bool low = text[0] == '\0' && text[2] == '\0';
    const bool high = text[1] == '\0' && text[3] == '\0';
    return low != high;
}

/// What is wrong with the character at the head of `text`, if anything. The text goes to the end of a line.
std::string character_complaint(std::string_view text)
{
    const auto size = character_size(text);
    if (!size) return "not UTF-8: save this file in UTF-8";
    const bool ends_line = text == "\r";
    if (!begins_with_control(text) || text.front() == '\t' || ends_line) return {};
    return "a control character (" + code_point_name(text.substr(0, *size)) + "): remove it";
}

}  // namespace

YamlSource::YamlSource(std::string_view text, std::vector<MendedText::Shift> shifts)
    : text_{without_mark(text)}, mark_size_{text.size() - text_.size()}, shifts_{std::move(shifts)}
{
    for (auto rest = text_; !rest.empty();) {
        const auto end = rest.find('\n');
        lines_.push_back(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
}

bool YamlSource::check_characters(Report& report) const
{
    if (is_wide(text_)) {
        report.add({}, "this file is in UTF-16: save it in UTF-8");
        return false;
    }
    bool good = true;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        for (auto rest = lines_[line]; !rest.empty(); rest.remove_prefix(*character_size(rest))) {
            const auto complaint = character_complaint(rest);
            if (complaint.empty()) continue;
            const auto before = lines_[line].size() - rest.size();
            report.add(place(static_cast<int>(line), static_cast<int>(before)), complaint);
            good = false;
            break;
        }
    }
    return good;
}

Place YamlSource::place(int line, int column) const
{
    if (line < 0 || column < 0) return {};
    const auto head = line_at(line).substr(0, static_cast<std::size_t>(std::min(column, longest_counted)));
    auto shown = 1 + column - continuations(head);
    for (const auto& shift : shifts_) {
        if (shift.line == line && shift.column <= column) shown += shift.characters;
    }
    return {line + 1, shown};
}

std::size_t YamlSource::offset(int line, int column) const
{
    if (line < 0 || column < 0) return mark_size_;
    const auto text = line_at(line);
    const auto before = text.data() == nullptr ? text_.size() : static_cast<std::size_t>(text.data() - text_.data());
    return mark_size_ + std::min(before + static_cast<std::size_t>(column), text_.size());
}

std::optional<Place> YamlSource::indenting_tab(int line) const
{
    const auto text = line_at(line);
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos || text[first] != '\t') return std::nullopt;
    return place(line, static_cast<int>(first));
}

bool YamlSource::quote_is_closed(int line, int column) const
{
    const auto head = from(line, column);
    if (!head.starts_with('"') && !head.starts_with('\'')) return true;  // the | or > of a block
    return quoted_size(head).has_value();
}

std::string_view YamlSource::from(int line, int column) const
{
    const auto text = line_at(line);
    const auto skipped = static_cast<std::size_t>(column);
    if (skipped >= text.size()) return {};
    return text_.substr(static_cast<std::size_t>(text.data() - text_.data()) + skipped);
}

std::string_view YamlSource::line_at(int line) const
{
    const auto index = static_cast<std::size_t>(line);
    return index < lines_.size() ? lines_[index] : std::string_view{};
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "show/write_document.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/core/time.hpp"
#include "show/visible.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Kind = Document::Kind;
using Item = Document::Item;

bool is_finite(const Item& number)
{
    return !number.text().empty() && number.text().find('N') == std::string_view::npos &&
           number.text().find('I') == std::string_view::npos;
}

void append_bytes(std::string& out, std::string_view bytes)
{
    out += "h'";
    out += to_hex(as_bytes(bytes));
    out += '\'';
}

std::string json_key(const Item& key)
{
    if (key.kind() == Kind::text) return json_string(key.text());
    return json_string(inline_document(key));
}

void append_inline(std::string& out, const Item& item);

void append_scalar(std::string& out, const Item& item)
{
    if (item.kind() == Kind::text) return append_json_string(out, item.text());
    if (item.kind() == Kind::bytes) return append_bytes(out, item.text());
    out += item.text();
}

void append_inline_container(std::string& out, const Item& item)
{
    bool is_first = true;
    const auto separate = [&] {
        if (!is_first) out += ", ";
        is_first = false;
    };
    if (item.kind() == Kind::array) {
        out += '[';
        item.each_element([&](const Item& element) {
            separate();
            append_inline(out, element);
        });
        out += ']';
        return;
    }
    out += '{';
    item.each_member([&](const Item& key, const Item& value) {
        separate();
        append_inline(out, key);
        out += ": ";
        append_inline(out, value);
    });
    out += '}';
}

void append_inline(std::string& out, const Item& item)
{
    if (item.is_container()) return append_inline_container(out, item);
    append_scalar(out, item);
}

/// Lines that become longer than the width end where they may.
class Indented {
public:
    explicit Indented(std::size_t width) : width_{width} {}

    std::string text(const Item& item) &&
    {
        append(item);
        out_ += '\n';
        return std::move(out_);
    }

private:
    void append(const Item& item);
    void append_elements(const Item& item);
    void append_members(const Item& item);
    /// In the line that was begun, if it fits there.
    bool append_whole(const Item& item);

    void begin_line()
    {
        out_ += '\n';
        line_ = out_.size();
        out_.append(2 * depth_, ' ');
    }
    [[nodiscard]] std::size_t column() const { return display_width(std::string_view{out_}.substr(line_)); }

    std::size_t width_;
    std::size_t depth_ = 0;
    std::size_t line_ = 0;
    std::string out_;
};

bool Indented::append_whole(const Item& item)
{
    constexpr std::size_t most_in_a_line = 40;  // no need to try with more
    if (!item.holds_items() || depth_ == deepest_indented) {
        append_inline(out_, item);
        return true;
    }
    bool is_flat = item.size() <= most_in_a_line;
    if (is_flat && item.kind() == Kind::array) {
        item.each_element([&](const Item& element) { is_flat = is_flat && !element.holds_items(); });
    } else if (is_flat) {
        item.each_member([&](const Item&, const Item& value) { is_flat = is_flat && !value.holds_items(); });
    }
    if (!is_flat) return false;
    const auto before = out_.size();
    append_inline(out_, item);
    constexpr std::size_t comma = 1;
    if (column() + comma <= width_) return true;
    out_.resize(before);
    return false;
}

void Indented::append(const Item& item)
{
    if (append_whole(item)) return;
    const bool is_array = item.kind() == Kind::array;
    out_ += is_array ? '[' : '{';
    ++depth_;
    is_array ? append_elements(item) : append_members(item);
    --depth_;
    begin_line();
    out_ += is_array ? ']' : '}';
}

/// Scalars one behind the other, as many as a line takes.
void Indented::append_elements(const Item& item)
{
    bool is_first = true;
    bool goes_on = false;  // the line may take one more scalar
    item.each_element([&](const Item& element) {
        if (!is_first) out_ += ',';
        is_first = false;
        if (element.holds_items() || !goes_on) {
            begin_line();
            append(element);
        } else {
            std::string text;
            append_inline(text, element);
            if (column() + display_width(text) + 2 > width_) {
                begin_line();
            } else {
                out_ += ' ';
            }
            out_ += text;
        }
        goes_on = !element.holds_items();
    });
}

void Indented::append_members(const Item& item)
{
    bool is_first = true;
    item.each_member([&](const Item& key, const Item& value) {
        if (!is_first) out_ += ',';
        is_first = false;
        begin_line();
        append_inline(out_, key);
        out_ += ": ";
        append(value);
    });
}

}  // namespace

void append_json(std::string& out, const Item& item)
{
    bool is_first = true;
    const auto separate = [&] {
        if (!is_first) out += ',';
        is_first = false;
    };
    switch (item.kind()) {
    case Kind::array:
        out += '[';
        item.each_element([&](const Item& element) {
            separate();
            append_json(out, element);
        });
        out += ']';
        return;
    case Kind::object:
        out += '{';
        item.each_member([&](const Item& key, const Item& value) {
            separate();
            out += json_key(key) + ':';
            append_json(out, value);
        });
        out += '}';
        return;
    case Kind::number:
        out += is_finite(item) ? item.text() : "null";
        return;
    case Kind::bytes:
        out += '"';
        append_bytes(out, item.text());
        out += '"';
        return;
    case Kind::null:
    case Kind::boolean:
    case Kind::text:
        return append_scalar(out, item);
    }
}

std::string inline_document(const Item& item)
{
    std::string out;
    append_inline(out, item);
    return out;
}

std::string indented_document(const Item& item, std::size_t width)
{
    return Indented{width}.text(item);
}

std::string plain_value(const Item& item)
{
    if (item.kind() != Kind::text) return inline_document(item);
    const auto time = from_rfc3339(item.text());
    return time ? to_local_time(*time) : visible_line(item.text());
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "coapnode/core/ascii.hpp"
#include "show/document.hpp"
#include "show/json_string.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

using Kind = Document::Kind;

/// How many characters at the head of `text` are a number (RFC 8259 section 6); 0: none.
std::size_t number_size(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const auto first = at;
        while (at < text.size() && is_digit(text[at]))
            ++at;
        return at - first;
    };
    const bool begins_with_zero = text.substr(at).starts_with('0');
    const auto whole = digits();
    if (whole == 0 || (begins_with_zero && whole > 1)) return 0;
    if (text.substr(at).starts_with('.')) {
        ++at;
        if (digits() == 0) return 0;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return 0;
    }
    return at;
}

class JsonReader {
public:
    explicit JsonReader(std::string_view text) : rest_{text} {}

    std::optional<Document> document()
    {
        const bool is_read = value() && (skip_blanks(), rest_.empty());
        return is_read ? std::optional{std::move(document_)} : std::nullopt;
    }

private:
    bool value();
    bool string();
    bool number();
    bool word(std::string_view word, Kind kind);
    /// Runs `element` for each one up to `end`.
    template <class Element>
    bool container(Kind kind, char end, Element element);

    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
    bool take(char wanted)
    {
        skip_blanks();
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string_view rest_;
    std::size_t depth_ = 0;
    Document document_;
};

bool JsonReader::value()
{
    if (take('{')) {
        return container(Kind::object, '}', [this] { return take('"') && string() && take(':') && value(); });
    }
    if (take('[')) return container(Kind::array, ']', [this] { return value(); });
    if (take('"')) return string();
    return word("true", Kind::boolean) || word("false", Kind::boolean) || word("null", Kind::null) || number();
}

template <class Element>
bool JsonReader::container(Kind kind, char end, Element element)
{
    if (depth_ == deepest_document) return false;
    ++depth_;
    const auto index = document_.open(kind);
    bool is_read = take(end);
    while (!is_read) {
        if (!element()) return false;
        is_read = take(end);
        if (!is_read && !take(',')) return false;
    }
    document_.close(index);
    --depth_;
    return true;
}

bool JsonReader::string()
{
    const auto plain = take_json_string(rest_);
    if (plain) document_.add(Kind::text, *plain);
    return plain.has_value();
}

bool JsonReader::number()
{
    const auto size = number_size(rest_);
    if (size == 0) return false;
    document_.add(Kind::number, rest_.substr(0, size));
    rest_.remove_prefix(size);
    return true;
}

bool JsonReader::word(std::string_view word, Kind kind)
{
    if (!rest_.starts_with(word)) return false;
    document_.add(kind, word);
    rest_.remove_prefix(word.size());
    return true;
}

}  // namespace

std::optional<Document> read_json_document(std::string_view text)
{
    return text.size() <= largest_document ? JsonReader{text}.document() : std::nullopt;
}

}  // namespace coapnode

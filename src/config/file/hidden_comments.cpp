// SPDX-License-Identifier: MIT
#include "config/file/hidden_comments.hpp"

#include "coapnode/config/file/hidden_keys.hpp"
#include "config/psk.hpp"
#include "yaml/ascii.hpp"

#include <algorithm>
#include <compare>
#include <optional>

namespace coapnode {

namespace {

std::size_t skip(std::string_view text, std::size_t at, std::string_view signs)
{
    return std::min(text.find_first_not_of(signs, at), text.size());
}

/// The word psk or psk_hex in a comment, its separator and its value.
struct Mention {
    std::size_t word{};
    std::size_t value{};
};

/// psk_file with a file name does not match, nor does the program psktool.
std::optional<Mention> mention_in(std::string_view comment)
{
    const auto lower = in_lower_case(comment);
    const std::string_view text{lower};
    for (auto word = text.find("psk"); word != std::string_view::npos; word = text.find("psk", word + 1)) {
        const auto rest = text.substr(word);
        if (rest.starts_with("psk_file") || rest.starts_with("psktool") || text[word - 1] == '.') continue;
        auto at = word + (rest.starts_with("psk_hex") ? 7 : 3);
        if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
        at = skip(text, at, blanks);
        if (at < text.size() && (text[at] == ':' || text[at] == '=')) at = skip(text, at + 1, blanks);
        return Mention{word, at};
    }
    return std::nullopt;
}

/// "- ...", "{...", "role: ..." or "\"role\": ..."
bool begins_entry(std::string_view text)
{
    if (text == "-" || text.starts_with("- ") || text.starts_with('{')) return true;
    auto at = skip(text, 0, "\"'");
    const auto name = at;
    at = skip(text, at, "abcdefghijklmnopqrstuvwxyz_");
    if (at == name) return false;
    at = skip(text, at, "\"' \t");
    return text.substr(at, 1) == ":" && (at + 1 == text.size() || blanks.find(text[at + 1]) != std::string_view::npos);
}

void replace_all(std::string& text, std::string_view sought)
{
    for (auto at = text.find(sought); at != std::string::npos; at = text.find(sought, at + hidden_key.size()))
        text.replace(at, sought.size(), hidden_key);
}

void replace_hex(std::string& text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto end = skip(text, at, hex_digits);
        if (end - at < 2 * min_psk_size) {
            at = end + 1;
            continue;
        }
        text.replace(at, end - at, hidden_key);
        at += hidden_key.size();
    }
}

/// Goes through the comments from top to bottom, because a key may continue in the next one.
class CommentHider {
public:
    CommentHider(std::string_view text, const Secrets& secrets) : text_{text}, secrets_{secrets} {}

    std::string hide(const Comment& comment)
    {
        const auto line = line_begin(text_, comment.begin);
        const auto content = comment.in(text_);
        const auto column = comment.begin - line;
        const bool beside_key = secrets_.lines.contains(line);
        auto shown =
            beside_key ? "# " + std::string{hidden_key} : cut(content, cut_at(content, column, goes_on(comment)));
        if (beside_key) psk_column_ = column;
        for (const auto& value : secrets_.values)
            replace_all(shown, value);
        replace_hex(shown);
        end_ = comment.begin + comment.size;
        return shown.starts_with('#') ? shown : '#' + shown;  // a key may begin with #
    }

private:
    static std::string cut(std::string_view content, std::size_t at)
    {
        std::string shown{content.substr(0, at)};
        return at < content.size() ? shown.append(hidden_key) : shown;
    }

    /// Whether there is only white space between the comment before and this one.
    [[nodiscard]] bool goes_on(const Comment& comment) const
    {
        return skip(text_.substr(0, comment.begin), end_, white_space) == comment.begin;
    }

    /// The position of a key in the comment; its end when there is none. `column` is the column of the comment.
    std::size_t cut_at(std::string_view content, std::size_t column, bool directly_below)
    {
        const auto first = skip(content, 1, blanks);
        const bool is_within =
            directly_below && psk_column_ && (column + first > *psk_column_ || !begins_entry(content.substr(first)));
        if (is_within) return first;
        const auto mention = mention_in(content);
        psk_column_ = mention ? std::optional{column + mention->word} : std::nullopt;
        return mention ? mention->value : content.size();
    }

    std::string_view text_;
    const Secrets& secrets_;
    std::size_t end_ = 0;                    // end of the comment before
    std::optional<std::size_t> psk_column_;  // column of a key that may continue
};

/// How well the surroundings of two comments match: the text before them on their lines, then the lines above.
struct Likeness {
    bool same_line{};
    std::size_t above{};

    auto operator<=>(const Likeness&) const = default;
};

constexpr std::size_t longest_above = 500;  // bytes; the identity of a comment is nearer

/// The number of equal bytes at the ends, at most `longest_above`. Bisection keeps it cheap for each pair of comments.
std::size_t common_end(std::string_view one, std::string_view other)
{
    std::size_t same = 0;
    auto most = std::min({one.size(), other.size(), longest_above});
    while (same < most) {
        const auto tried = (same + most + 1) / 2;
        if (one.ends_with(other.substr(other.size() - tried))) {
            same = tried;
        } else {
            most = tried - 1;
        }
    }
    return same;
}

Likeness likeness(std::string_view one, std::size_t at, std::string_view other, std::size_t other_at)
{
    const auto begin = line_begin(one, at);
    const auto other_begin = line_begin(other, other_at);
    const bool same_line = one.substr(begin, at - begin) == other.substr(other_begin, other_at - other_begin);
    return {same_line, common_end(one.substr(0, begin), other.substr(0, other_begin))};
}

}  // namespace

std::size_t line_begin(std::string_view text, std::size_t at)
{
    return text.substr(0, at).rfind('\n') + 1;  // 0 in the first line
}

std::vector<std::string> hidden_forms(std::string_view text, const std::vector<Comment>& comments,
                                      const Secrets& secrets)
{
    CommentHider hider{text, secrets};
    std::vector<std::string> forms;
    forms.reserve(comments.size());
    for (const auto& comment : comments)
        forms.push_back(hider.hide(comment));
    return forms;
}

Result<std::string_view> original_of(const HiddenText& before, std::string_view sent, const Comment& comment)
{
    std::optional<std::string_view> found;
    bool is_clear = true;
    Likeness best;
    for (std::size_t i = 0; i < before.shown_comments.size(); ++i) {
        if (before.shown_comments[i].in(before.shown) != comment.in(sent)) continue;
        const auto original = before.comments[i].in(before.text);
        const auto alike = likeness(before.shown, before.shown_comments[i].begin, sent, comment.begin);
        if (found && alike < best) continue;
        is_clear = !found || alike > best || (is_clear && original == *found);
        best = alike;
        found = original;
    }
    if (found && is_clear) return *found;
    const auto line = 1 + std::count(sent.begin(), sent.begin() + static_cast<std::ptrdiff_t>(comment.begin), '\n');
    return fail(Errc::bad_body, "line " + std::to_string(line) + ": the hidden part of this comment is not " +
                                    (found ? "clear" : "known") + ": write it again, or remove the comment");
}

}  // namespace coapnode

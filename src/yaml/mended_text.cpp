// SPDX-License-Identifier: MIT
#include "yaml/mended_text.hpp"

#include "coapnode/core/utf8.hpp"
#include "yaml/ascii.hpp"
#include "yaml/invisible.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// Beyond it columns are off by a little: a file made to do harm must not cost the square of its size.
constexpr std::size_t most_shifts = 200;

bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

/// Reads one line after the other, character by character, as far as YAML must be understood to know a comment, a
/// quoted text, a key and a value from each other.
class Mender {
public:
    Mender(Report& report, std::string_view for_people) : report_{report}, for_people_{for_people} {}

    void line(std::string_view text, int number)
    {
        rest_ = text;
        place_ = {number + 1, 1};
        line_begin_ = result_.text.size();
        quote_ = '\0';
        in_text_for_people_ = false;
        begin(brackets_.empty() || brackets_.back() == '{');
        behind_dash_ = false;
        while (!rest_.empty())
            step();
    }

    void end_line() { result_.text += '\n'; }

    MendedText extract() { return std::move(result_); }

private:
    void step()
    {
        if (quote_ != '\0') return step_in_quotes();
        const char c = rest_.front();
        if (c == '#' && is_behind_blank()) return copy(rest_.size());
        if (const auto* const found = find_invisible(head())) return replace(*found);
        if (const auto* const found = find_typographic(head()); found != nullptr && begins_) return straighten(*found);
        if (is_blank(c)) return copy(1);
        if (!begins_) return step_in_plain();
        if (c == '"' || c == '\'') quote_ = c;
        if (c == '[' || c == '{') return open_bracket();
        if (c == '-' && rest_.size() > 1 && brackets_.empty()) return step_at_dash();
        if (at_key_ && is_name_letter(c)) return step_at_key();
        step_in_plain();
    }

    void step_in_quotes()
    {
        if (const auto* const found = find_invisible(head())) return replace(*found);
        const bool escaped = quote_ == '"' && rest_.front() == '\\';
        const bool doubled = quote_ == '\'' && rest_.starts_with("''");
        if ((escaped || doubled) && rest_.size() > 1 && !is_continuation(rest_[1])) return copy(1 + size_at(1));
        if (rest_.front() == quote_) quote_ = '\0';
        copy(head().size());
    }

    void step_in_plain()
    {
        const char c = rest_.front();
        begins_ = false;
        if (c == ':' && (rest_.size() == 1 || is_blank(rest_[1]))) begin(false);
        if (!brackets_.empty() && (c == ']' || c == '}')) {
            brackets_.pop_back();
            in_text_for_people_ = false;
        }
        if (!brackets_.empty() && c == ',') {
            begin(brackets_.back() == '{');
            in_text_for_people_ = false;
        }
        copy(head().size());
    }

    void open_bracket()
    {
        brackets_ += rest_.front();
        begin(rest_.front() == '{');
        copy(1);
    }

    /// "- name: a" and "-name: a", but not "-0.4" nor "--- ".
    void step_at_dash()
    {
        const bool is_item = is_blank(rest_[1]);
        if (!is_item && !(at_key_ && is_key(rest_.substr(1)))) return step_in_plain();
        copy(1);
        behind_dash_ = true;
        if (!is_item) put_space("a space is missing after this -", -1);
    }

    /// A name and what stands behind it: ": value", or ":value".
    void step_at_key()
    {
        const auto size = name_size(rest_);
        const auto behind = rest_.substr(size);
        begins_ = false;
        if (!behind.starts_with(':')) return copy(size);
        const bool is_for_people = size > 0 && rest_.substr(0, size) == for_people_;
        copy(size + 1);
        begin(false);
        if (!rest_.empty() && !is_blank(rest_.front()) && lacks_space(behind.substr(1))) {
            put_space("a space is missing after this colon", -1);
        }
        in_text_for_people_ = is_for_people && (rest_.empty() || is_blank(rest_.front()));
    }

    /// Not the // of a URI, nor a host and its port.
    bool lacks_space(std::string_view value) const
    {
        if (value.empty() || value.starts_with("//") || value.starts_with(':') || value.front() == '\r') return false;
        if (!brackets_.empty() && std::string_view{",]}"}.find(value.front()) != std::string_view::npos) return false;
        return !(behind_dash_ && is_digits(trimmed(value))) &&
               find_invisible(value.substr(0, *character_size(value))) == nullptr;
    }

    static std::size_t name_size(std::string_view text)
    {
        return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_name_letter) - text.begin());
    }

    static bool is_key(std::string_view text)
    {
        const auto size = name_size(text);
        return size > 0 && text.substr(size).starts_with(':');
    }

    void begin(bool at_key)
    {
        begins_ = true;
        at_key_ = at_key;
    }

    bool is_behind_blank() const { return result_.text.size() == line_begin_ || is_blank(result_.text.back()); }

    std::size_t size_at(std::size_t at) const { return character_size(rest_.substr(at)).value_or(1); }

    std::string_view head() const { return rest_.substr(0, size_at(0)); }

    void copy(std::size_t size)
    {
        const auto part = rest_.substr(0, size);
        result_.text += part;
        place_.column +=
            static_cast<int>(part.size()) - static_cast<int>(std::count_if(part.begin(), part.end(), is_continuation));
        rest_.remove_prefix(size);
    }

    /// Told once for a run of the same character.
    void replace(const Lookalike& found)
    {
        const std::string character{head()};
        if (in_text_for_people_) return copy(character.size());
        report_.add(place_, complaint_of(found, character));
        while (rest_.starts_with(character)) {
            result_.text += found.plain;
            rest_.remove_prefix(character.size());
            ++place_.column;
            if (found.plain.empty()) shift(1);
        }
    }

    /// A quote or a dash where a text begins; its like in the rest of the line is meant so, too.
    void straighten(const Lookalike& found)
    {
        const auto size = head().size();
        const bool is_dash = found.plain == "-";
        const bool has_use =
            !is_dash || rest_.size() == size || is_blank(rest_[size]) || is_digits(rest_.substr(size, 1));
        begins_ = is_dash;
        if (in_text_for_people_ || !has_use) return step_in_plain();
        report_.add(place_, complaint_of(found, head()));
        rest_.remove_prefix(size);
        result_.text += found.plain;
        ++place_.column;
        if (!is_dash) copy_to_closing(found);
    }

    void copy_to_closing(const Lookalike& opening)
    {
        while (!rest_.empty()) {
            const auto* const found = find_typographic(head());
            if (found == nullptr || found->plain != opening.plain) {
                copy(head().size());
                continue;
            }
            rest_.remove_prefix(head().size());
            result_.text += found->plain;
            ++place_.column;
            return;
        }
    }

    void put_space(const char* complaint, int offset)
    {
        report_.add({place_.line, place_.column + offset}, complaint);
        result_.text += ' ';
        shift(-1);
    }

    void shift(int characters)
    {
        if (result_.shifts.size() >= most_shifts) return;
        result_.shifts.push_back({place_.line - 1, static_cast<int>(result_.text.size() - line_begin_), characters});
    }

    Report& report_;
    std::string_view for_people_;
    MendedText result_;
    std::string_view rest_;
    Place place_;
    std::size_t line_begin_ = 0;
    std::string brackets_;      // those that are open, also from line to line
    char quote_ = '\0';         // the one that is open
    bool begins_ = true;        // a text may begin here
    bool at_key_ = true;        // and it may be a key
    bool behind_dash_ = false;  // an item of a list is in this line
    bool in_text_for_people_ = false;
};

}  // namespace

MendedText mended(std::string_view text, Report& report, std::string_view for_people)
{
    Mender mender{report, for_people};
    int number = 0;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        mender.line(text.substr(0, end), number++);
        mender.end_line();
        text.remove_prefix(end + 1);
    }
    mender.line(text, number);
    return mender.extract();
}

}  // namespace coapnode

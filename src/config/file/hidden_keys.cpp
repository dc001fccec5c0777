// SPDX-License-Identifier: MIT
#include "coapnode/config/file/hidden_keys.hpp"

#include "config/file/hidden_comments.hpp"
#include "config/file/key_document.hpp"
#include "config/psk.hpp"
#include "yaml/scalar_text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace coapnode {

namespace {

Secrets secrets_of(const KeyDocument& document)
{
    Secrets secrets;
    for (const auto& key : document.keys) {
        // A value that is too short for a key may occur in many places; it is reported elsewhere as a mistake.
        if (key.value->text.size() >= min_psk_size) secrets.values.push_back(key.value->text);
        const auto end = key.value->begin + key.written.size();
        for (const auto at : {key.name_begin, key.value->begin, end})
            secrets.lines.insert(line_begin(document.text, at));
    }
    // Longer keys first, because one key may be part of another.
    std::sort(secrets.values.begin(), secrets.values.end(),
              [](const auto& one, const auto& other) { return one.size() > other.size(); });
    return secrets;
}

bool contains_any(const YamlNode& node, const std::vector<std::string>& values)
{
    return std::any_of(values.begin(), values.end(),
                       [&](const auto& value) { return node.text.find(value) != std::string::npos; }) ||
           std::any_of(node.children.begin(), node.children.end(),
                       [&](const auto& child) { return contains_any(child, values); });
}

bool is_hidden_in(std::string_view text)
{
    return text.find(hidden_key) != std::string_view::npos;
}

std::vector<Edit> edits_of(const std::vector<Comment>& comments, const std::vector<std::string>& forms)
{
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < comments.size(); ++i)
        edits.push_back({comments[i].begin, comments[i].size, forms[i]});
    return edits;
}

/// Also removes the keys from the tree of `document` and compares the two: a text that was not hidden correctly is not
/// shown.
Result<HiddenText> hide(KeyDocument& document)
{
    const auto cannot = [](const char* why) { return fail(Errc::not_stored, why); };
    const auto secrets = secrets_of(document);
    const auto forms = hidden_forms(document.text, document.comments, secrets);
    if (std::count_if(forms.begin(), forms.end(), is_hidden_in) > max_hidden_comments)
        return cannot("too many comments of the configuration file could hold keys: remove some");
    auto edits = edits_of(document.comments, forms);
    for (const auto& key : document.keys) {
        edits.push_back({key.value->begin, key.written.size(), std::string{hidden_key}});
        key.value->text = hidden_key;
    }
    HiddenText hidden{document.text, document.comments, edited(document.text, std::move(edits)), {}};
    auto shown = read_keys(hidden.shown);
    if (!shown || !same_values(shown->tree, document.tree) || shown->comments.size() != document.comments.size())
        return cannot("a key is written there in a form that cannot be hidden: put it in quotes, or use psk_file");
    if (contains_any(shown->tree, secrets.values))
        return cannot("the key is also another value there: change one of them");
    hidden.shown_comments = std::move(shown->comments);
    return hidden;
}

/// A value and its spelling.
struct KnownKey {
    std::string value;
    std::string_view written;
};

using KnownKeys = std::map<std::pair<std::string, std::string>, KnownKey>;

KnownKeys known_keys(const KeyDocument& document)
{
    KnownKeys known;
    for (const auto& key : document.keys)
        known.try_emplace(key.owner, KnownKey{key.value->text, key.written});
    return known;
}

/// Restored keys are also written into the tree of `sent`.
void restore_values(KeyDocument& sent, const KnownKeys& known, std::vector<Edit>& edits)
{
    for (const auto& key : sent.keys) {
        const auto found = known.find(key.owner);
        if (key.value->text != hidden_key || found == known.end()) continue;
        const auto& [value, written] = found->second;
        const bool as_it_was = reads_as(written, key.value->in_brackets, value);
        edits.push_back(
            {key.value->begin, key.written.size(), as_it_was ? std::string{written} : in_double_quotes(value)});
        key.value->text = value;
    }
}

Result<void> restore_comments(const KeyDocument& sent, const HiddenText& before, std::vector<Edit>& edits)
{
    int count = 0;
    for (const auto& comment : sent.comments) {
        if (!is_hidden_in(comment.in(sent.text))) continue;
        if (++count > max_hidden_comments)
            return fail(Errc::bad_body, "too many comments contain " + std::string{hidden_key} + ": remove some");
        const auto original = original_of(before, sent.text, comment);
        if (!original) return fail(original);
        edits.push_back({comment.begin, comment.size, std::string{*original}});
    }
    return {};
}

}  // namespace

Result<std::string> hide_keys(std::string_view text)
{
    auto document = read_keys(text);
    if (!document) return fail(Errc::not_stored, "the configuration file has mistakes: run coapnoded --check");
    return hide(*document).map([](HiddenText&& hidden) { return std::move(hidden.shown); });
}

Result<std::string> restore_keys(std::string_view text, std::string_view before)
{
    auto sent = read_keys(text);
    if (!sent) return std::string{text};
    KnownKeys known;
    HiddenText hidden;
    if (auto document = read_keys(before)) {
        known = known_keys(*document);
        if (auto done = hide(*document)) hidden = std::move(*done);
    }
    if (hidden.shown == text) return std::string{hidden.text};
    std::vector<Edit> edits;
    restore_values(*sent, known, edits);
    if (const auto done = restore_comments(*sent, hidden, edits); !done) return fail(done);
    auto restored = edited(text, std::move(edits));
    const auto read = read_keys(restored);
    if (read && same_values(read->tree, sent->tree)) return restored;
    return fail(Errc::not_stored, "a hidden key cannot be put back there: write it again, in quotes");
}

}  // namespace coapnode

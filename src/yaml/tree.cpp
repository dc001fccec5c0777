// SPDX-License-Identifier: MIT
#include "yaml/tree.hpp"

#include "yaml/mended_text.hpp"
#include "yaml/scalar_text.hpp"
#include "yaml/slips.hpp"
#include "yaml/source.hpp"
#include "yaml/unfilled.hpp"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace coapnode {

namespace {

constexpr auto special_sign =
    "a text that begins with !, & or * needs quotes (tags, anchors and aliases are not supported)";

constexpr auto foreign_tag =
    "tags with which other programs fill in a value are not supported: a key belongs in a psk_file (coapnoded --init)";

constexpr std::string_view bad_escape =
    "unknown escape in double quotes: write \\\\ for one backslash, or use single quotes";

constexpr std::string_view bad_block = "a text that begins with | or > needs quotes, or stands in the lines below";

constexpr std::string_view bad_directive = "a line that begins with % is no key: remove it, or put the text in quotes";

constexpr std::string_view second_document =
    "the configuration ends above: is this a second document, or is the indentation wrong?";

/// The words that the parser takes for nothing.
constexpr std::array<std::string_view, 4> null_words{"null", "Null", "NULL", "~"};

/// Ends the parser's run from within its callbacks.
class Stop : public std::runtime_error {
public:
    Stop(const YAML::Mark& mark, std::string_view message) : std::runtime_error{std::string{message}}, mark_{mark} {}
    [[nodiscard]] const YAML::Mark& mark() const { return mark_; }

private:
    YAML::Mark mark_;
};

/// Builds the tree from the parser's events. Plain texts have the tag "?", quoted ones "!", mappings and lists either.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(const YamlSource& source, Report& report) : source_{source}, report_{report} {}

    YamlNode extract() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        if (documents_++ > 0) throw Stop{mark, second_document};
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        auto node = leaf(YamlNode::Kind::nothing, mark, "", anchor);
        const auto rest = source_.from(mark.line, mark.column);
        const auto written = rest.substr(0, scalar_size(rest, node.in_brackets));
        const auto* const word = std::find(null_words.begin(), null_words.end(), written);
        if (word != null_words.end()) node.text = *word;
        add(std::move(node));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        add(leaf(YamlNode::Kind::nothing, mark, "", anchor));  // refused: an alias has its anchor's number
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        auto node = leaf(YamlNode::Kind::text, mark, tag, anchor);
        if (tag == "!" && !source_.quote_is_closed(mark.line, mark.column)) {
            throw Stop{mark, "the quote that begins here is not closed"};
        }
        node.text = value;
        add(std::move(node));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        open(leaf(YamlNode::Kind::list, mark, tag, anchor), mark, style);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(leaf(YamlNode::Kind::mapping, mark, tag, anchor), mark, style);
    }
    void OnMapEnd() override { close(); }

private:
    YamlNode leaf(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor)
    {
        if (++nodes_ > max_yaml_nodes) throw Stop{mark, "this file has too many entries"};
        YamlNode node{kind, source_.place(mark.line, mark.column), {}, {}};
        node.begin = source_.offset(mark.line, mark.column);
        node.in_brackets = !open_.empty() && open_.back().in_brackets;
        const bool is_plain_tag = tag == "!" && source_.from(mark.line, mark.column).starts_with('!');
        const bool tagged = (!tag.empty() && tag != "?" && tag != "!") || is_plain_tag;
        if (!tagged && anchor == YAML::NullAnchor) return node;
        report_.add(node.place, is_filling_tag(tag) ? foreign_tag : special_sign);
        node.kind = YamlNode::Kind::refused;
        return node;
    }

    void open(YamlNode node, const YAML::Mark& mark, YAML::EmitterStyle::value style)
    {
        node.in_brackets = node.in_brackets || style == YAML::EmitterStyle::Flow;
        if (open_.size() >= max_yaml_depth) throw Stop{mark, "lists and mappings are nested too deeply here"};
        open_.push_back(std::move(node));
    }

    void close()
    {
        auto node = std::move(open_.back());
        open_.pop_back();
        add(std::move(node));
    }

    void add(YamlNode node)
    {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        auto& siblings = open_.back().children;
        const bool is_value = open_.back().kind == YamlNode::Kind::mapping && siblings.size() % 2 == 1;
        // The parser's mark of nothing is the next token, often a line below: the key says better where it is missing.
        if (is_value && node.kind == YamlNode::Kind::nothing && node.text.empty()) node.place = siblings.back().place;
        siblings.push_back(std::move(node));
    }

    const YamlSource& source_;
    Report& report_;
    std::vector<YamlNode> open_;
    YamlNode root_;
    std::size_t nodes_ = 0;
    int documents_ = 0;
};

/// The parser's own words, by their beginning, and ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 27> sentences{{
    {"end of map not found", "this does not fit the lines above: check the indentation and the quotes"},
    {"end of sequence not found", "this does not fit the list above: check the indentation"},
    {"end of map flow", "expected a comma, or the } that ends the mapping"},
    {"end of sequence flow", "expected a comma, or the ] that ends the list"},
    {"illegal map value", "unexpected ':': check the indentation above, or put the text in quotes"},
    {"illegal map key", "unexpected '?': put the text in quotes"},
    {"illegal block entry", "unexpected '-': a list begins on a line of its own"},
    {"illegal flow end", "a } or ] that ends nothing: remove it, or put the text in quotes"},
    {"the referenced anchor is not defined", special_sign},
    {"anchor not found", special_sign},
    {"alias not found", special_sign},
    {"illegal character found while scanning", special_sign},
    {"tag handle with no suffix", special_sign},
    {"end of verbatim tag", special_sign},
    {"cannot assign multiple", special_sign},
    {"aliases can't have", special_sign},
    {"unknown token", "a text that begins with @, ` or %, or in brackets with | or >, needs quotes"},
    {"unknown escape character", bad_escape},
    {"bad character found while scanning hex", bad_escape},
    {"invalid unicode", bad_escape},
    {"cannot set zero indentation", bad_block},
    {"unexpected character in block", bad_block},
    {"illegal EOF in scalar", "the file ends within a text in quotes"},
    {"illegal tab", "a tab in the indentation: use spaces"},
    {"YAML", bad_directive},
    {"bad YAML version", bad_directive},
    {"TAG directives", bad_directive},
}};

/// Never repeats the text of the file, which the parser puts behind a colon: it may be a key.
std::string in_our_words(std::string_view message)
{
    for (const auto& [begins, ours] : sentences) {
        if (message.starts_with(begins)) return std::string{ours};
    }
    return "not valid YAML: " + std::string{message.substr(0, message.find(':'))};
}

void report_syntax(const YAML::Exception& mistake, const YamlSource& source, Report& report)
{
    if (auto slip = find_slip(source, mistake.mark.line)) {
        report.add(slip->first, std::move(slip->second));
    } else {
        report.add(source.place(mistake.mark.line, mistake.mark.column), in_our_words(mistake.msg));
    }
}

std::optional<YamlNode> parse(const YamlSource& source, Report& report)
{
    std::istringstream stream{std::string{source.text()}};
    TreeBuilder builder{source, report};
    try {
        YAML::Parser parser{stream};
        // The second call finds what stands behind the first document. More calls could go on for ever: the parser does
        // not get past a ',' there.
        if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    } catch (const Stop& stop) {
        auto slip = stop.what() == second_document ? find_slip(source, stop.mark().line) : std::nullopt;
        if (!slip) slip = {source.place(stop.mark().line, stop.mark().column), stop.what()};
        report.add(slip->first, std::move(slip->second));
        return std::nullopt;
    } catch (const YAML::Exception& mistake) {
        report_syntax(mistake, source, report);
        return std::nullopt;
    }
    return builder.extract();
}

}  // namespace

std::optional<YamlNode> parse_yaml(std::string_view text, Report& report, std::string_view for_people)
{
    const YamlSource source{text};
    if (!source.check_characters(report)) return std::nullopt;
    const auto better = mended(source.text(), report, for_people);
    if (better.text == source.text()) return parse(source, report);
    return parse(YamlSource{better.text, better.shifts}, report);
}

std::optional<YamlNode> parse_yaml_as_it_stands(std::string_view text)
{
    Report ignored{""};
    const YamlSource source{text};
    return source.check_characters(ignored) ? parse(source, ignored) : std::nullopt;
}

}  // namespace coapnode

// SPDX-License-Identifier: MIT
/// What YAML itself can get wrong, in our words and at its place.
#include "yaml/tree.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

std::string told(std::string_view text)
{
    Report report{"f"};
    const auto tree = parse_yaml(text, report);
    CHECK(tree.has_value() == report.empty());
    std::string lines;
    for (const auto& mistake : report.sorted())
        lines += to_string(mistake) + "\n";
    return lines;
}

}  // namespace

TEST_CASE("YAML that is none is told with its place")
{
    const std::string indentation = "this does not fit the lines above: check the indentation and the quotes\n";
    const std::string colon = "unexpected ':': check the indentation above, or put the text in quotes\n";
    const std::string ended = "the configuration ends above: is this a second document, or is the indentation wrong?\n";
    const std::string list_end = "expected a comma, or the ] that ends the list\n";
    const std::string closes_nothing = "a } or ] that ends nothing: remove it, or put the text in quotes\n";
    const std::string address = "an address in brackets needs quotes around it and its port\n";
    const std::string begins = "a text that begins with @, ` or %, or in brackets with | or >, needs quotes\n";
    const std::string escape = "unknown escape in double quotes: write \\\\ for one backslash, or use single quotes\n";
    const std::string block = "a text that begins with | or > needs quotes, or stands in the lines below\n";
    const std::string directive = "a line that begins with % is no key: remove it, or put the text in quotes\n";
    const std::string conflict = "a merge conflict of git: keep one side, and remove this line\n";
    const std::string unfilled = "a placeholder that was not filled in (coapnode does not fill it in)\n";
    const std::string comment = "this # makes a comment of the rest of the line: put the text in quotes\n";
    const std::string quote = "the quote that begins here is not closed\n";
    struct Row {
        std::string text;
        std::string told;
    };
    for (const auto& row : std::vector<Row>{
             {"device:\n  id: x\n foo: y\n", "f:3:2: " + indentation},
             {"device:\n  id: x\n   foo: y\n", "f:3:7: " + colon},
             {"a: b: c", "f:1:5: " + colon},
             {"a: \"b\" c", "f:1:6: this quote ends the text: write \\\" for a quote within it\n"},
             {"a: \"Küche\" c", "f:1:10: this quote ends the text: write \\\" for a quote within it\n"},
             {"a:\n\tb: 1", "f:2:1: a tab in the indentation: use spaces\n"},
             {"a: 1\n \tb: 1", "f:2:2: a tab in the indentation: use spaces\n"},
             {"a: [1, 2\nb: 3", "f:2:2: " + list_end},
             {"[1, 2", "f:1:1: " + list_end},
             {"a: {b: 1\nc: 2", "f:2:2: expected a comma, or the } that ends the mapping\n"},
             {"a: 1}", ""},
             {"a: {b: 1}}", "f:1:10: " + closes_nothing},
             {"]\n", "f:1:1: " + closes_nothing},
             {"a: [::]:5683\n", "f:1:4: " + address},
             {"a:\n  - [::1]:5683\n", "f:2:5: " + address},
             {"a: {b: [fe80::1]:5683}\n", "f:1:8: " + address},
             {"a: [\"[::]:1\", [::]:2] x\n", "f:1:15: " + address},
             {"a: [\"[::]:1\"] x\n", "f:1:15: " + indentation},
             {"a: [b]:5\n", "f:1:7: " + indentation},
             {"a: - b", "f:1:4: unexpected '-': a list begins on a line of its own\n"},
             {"a: @b", "f:1:4: " + begins},
             {"a: [|]", "f:1:5: " + begins},
             {"a: {b: >}", "f:1:8: " + begins},
             {"a: ? b", "f:1:4: unexpected '?': put the text in quotes\n"},
             {"a: {b: ${NAME}}", "f:1:8: " + unfilled},
             {"a: {b: x, c: ${NAME:-y}, d: z}", "f:1:14: " + unfilled},
             {"a:\n  - {b: ${NAME}}\n", "f:2:9: " + unfilled},
             {"a: {b: c, #d}\ne: f\n", "f:1:11: " + comment},
             {"a: [b, #c]\n\n# d\n", "f:1:8: " + comment},
             {"a: [b, #c\n", "f:2:1: " + list_end},
             {"a: \"\\q\"", "f:1:7: " + escape},
             {"a: \"\\uD800\"", "f:1:11: " + escape},
             {"a: \"\\xZZ\"", "f:1:9: " + escape},
             {"a: | b", "f:1:6: " + block},
             {"a: |0\n", "f:1:6: " + block},
             {"%YAML 3.0\n---\n{}", "f:1:1: " + directive},
             {"%YAML\n---\n{}", "f:1:1: " + directive},
             {"%TAG x\n---\n{}", "f:1:1: " + directive},
             {"// b\na: b\n", "f:1:1: a comment begins with #\n"},
             {"a:\n  /* b */\n  c: d\n", "f:2:3: a comment begins with #\n"},
             {"; b\na: b\n", "f:1:1: a comment begins with #\n"},
             {"<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", "f:1:1: " + conflict},
             {"a:\n  b: c\n=======\n  b: d\n", "f:3:1: " + conflict},
             {"a: 1\n---\nb: 2", "f:2:1: " + ended},
             {"a: 1\n...\nb: 2", "f:3:1: " + ended},
             {"\"x\" \"y\"", "f:1:3: this quote ends the text: write \\\" for a quote within it\n"},
             {"[],", "f:1:3: " + ended},
             {"a: \"x\nb: 2\n", "f:1:4: " + quote},
             {"a: 'x\nb: 2\n", "f:1:4: " + quote},
             {"a: 'x''", "f:1:4: the quote that begins here is not closed in this line\n"},
             {"a: \"x\\\"", "f:1:4: the quote that begins here is not closed in this line\n"},
             {"a: 'x''\n", "f:1:4: " + quote},
             {"a: \"x\\\"\n", "f:1:4: " + quote},
         }) {
        CAPTURE(row.text);
        CHECK(told(row.text) == row.told);
    }
}

TEST_CASE("tags, anchors and aliases have no use")
{
    const std::string sign =
        "a text that begins with !, & or * needs quotes (tags, anchors and aliases are not supported)\n";
    for (const auto* text : {"a: !mine x", "a: !!str x", "a: &b c", "a: *b", "a: !x", "a: &x", "a: !", "a: ! b",
                             "a: ! [b]", "a: ! {b: c}", "a: ! \"b\"", "a: !!binary b", "a: !<b> c"}) {
        CAPTURE(text);
        Report report{"f"};
        parse_yaml(text, report);
        CHECK(report.sorted() == Mistakes{{"f", 1, 4, sign.substr(0, sign.size() - 1)}});
    }
    for (const auto* text : {"a: &b &c d", "a: !b !c d", "a: !<b", "a: !!! b", "a: &b! c"}) {
        CAPTURE(text);
        Report report{"f"};
        parse_yaml(text, report);
        REQUIRE(report.sorted().size() == 1);
        CHECK(report.sorted().front().message + '\n' == sign);
    }
    for (const auto* text : {"a: *", "a: &"}) {
        CAPTURE(text);
        CHECK(told(text) == "f:1:5: " + sign);
    }
}

TEST_CASE("nothing knows the word for it, if there is one, and its place")
{
    const auto value_of = [](std::string_view text) {
        Report report{"f"};
        const auto tree = parse_yaml(text, report);
        REQUIRE(tree);
        const auto& value = tree->children.at(1);
        CHECK(static_cast<int>(value.kind) == static_cast<int>(YamlNode::Kind::nothing));
        return to_string(Mistake{"f", value.place.line, value.place.column, value.text});
    };
    CHECK(value_of("a: ~") == "f:1:4: ~");
    CHECK(value_of("a:\n  null # b\n") == "f:2:3: null");
    CHECK(value_of("{a: NULL, b: c}") == "f:1:5: NULL");
    CHECK(value_of("a:") == "f:1:1: ");
    CHECK(value_of("a:\nb: c") == "f:1:1: ");
    CHECK(value_of("a:\nnull: c") == "f:2:1: null");  // as if it were the value; a key of nothing is told as well
}

TEST_CASE("an alias is a mistake beside its anchor")
{
    Report report{"f"};
    parse_yaml("a: &b c\nd: *b", report);
    CHECK(report.sorted().size() == 2);
}

TEST_CASE("bytes that YAML does not allow are told before anything is made of them")
{
    const std::string utf_16 = "f: this file is in UTF-16: save it in UTF-8\n";
    struct Row {
        std::string text;
        std::string told;
    };
    for (const auto& row : std::vector<Row>{
             {"a: K\xfc"
              "che",
              "f:1:5: not UTF-8: save this file in UTF-8\n"},
             {"\xff\xfe"
              "a\0",
              utf_16},
             {std::string{"\xfe\xff\0a\0\n", 6}, utf_16},
             {std::string{"a\0:\0\n\0", 6}, utf_16},
             {std::string{"\0a\0:\0\n", 6}, utf_16},
             {std::string{"a: \0", 4}, "f:1:4: a control character (U+0000): remove it\n"},
             {std::string{"a: b\0c", 6}, "f:1:5: a control character (U+0000): remove it\n"},
             {"ä: \x1b[1m", "f:1:4: a control character (U+001B): remove it\n"},
             {"a: b\rc: d", "f:1:5: a control character (U+000D): remove it\n"},
             {"a\x01\nb\n\x7f",
              "f:1:2: a control character (U+0001): remove it\nf:3:1: a control character (U+007F): remove it\n"},
         }) {
        CAPTURE(row.text);
        CHECK(told(row.text) == row.told);
    }
    for (const auto* text : {"a: b\r\nc: d\r\n", "a: b\t# c",
                             "\xef\xbb\xbf"
                             "a: K\xc3\xbc"
                             "che"}) {
        CAPTURE(text);
        CHECK(told(text) == "");
    }
}

TEST_CASE("places are those that an editor shows")
{
    Report report{"f"};
    const auto tree = parse_yaml("\xef\xbb\xbf{ä: Küche, \"ö\":\n  [x,  'y']}\r\n", report);
    REQUIRE(tree);
    REQUIRE(tree->children.size() == 4);
    CHECK(tree->place == Place{1, 1});
    CHECK(tree->children[0].place == Place{1, 2});
    CHECK(tree->children[1].place == Place{1, 5});
    CHECK(tree->children[2].place == Place{1, 12});
    CHECK(tree->children[3].place == Place{2, 3});
    CHECK(tree->children[3].children.at(0).place == Place{2, 4});
    CHECK(tree->children[3].children.at(1).place == Place{2, 8});
    CHECK(tree->children[3].children.at(1).text == "y");
}

TEST_CASE("a value's byte is where it begins, however long its line is")
{
    Report report{"f"};
    const auto text = "\xef\xbb\xbf" + std::string{"a: x\nb: {c: \""} + std::string(1000, 'x') + "ÄÖÜ\", d: 'here'}\n";
    const auto tree = parse_yaml(text, report);
    REQUIRE(tree);
    const auto& a = tree->children.at(1);
    const auto& b = tree->children.at(3);
    CHECK(a.begin == text.find('x'));
    CHECK(b.children.at(3).begin == text.find("'here'"));
    CHECK_FALSE(a.in_brackets);
    CHECK(b.children.at(3).in_brackets);
}

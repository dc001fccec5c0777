// SPDX-License-Identifier: MIT
#include "config/keys.hpp"
#include "gateway/config/keys.hpp"
#include "generate/key_texts.hpp"
#include "generate/key_words.hpp"

namespace coapnode {

namespace {

/// A line of its own for each sentence, and no sign that mdoc has another way to write.
std::string in_mdoc(std::string text)
{
    for (auto at = text.find(". "); at != std::string::npos; at = text.find(". ", at))
        text[at + 1] = '\n';
    for (const std::string degree = "°"; text.find(degree) != std::string::npos;)
        text.replace(text.find(degree), degree.size(), "\\(de");
    return text;
}

std::string default_of(const KeyText& key)
{
    if (key.is_needed) return "Needed.\n";
    auto value = key.default_value;
    for (const auto& item : key.default_items)
        value += (value.empty() ? "[\"" : ", \"") + item + '"';
    if (value.empty()) return {};
    return "Default:\n.Li " + value + (key.default_items.empty() ? "" : "]") + " .\n";
}

void add_keys(std::string& text, const KeyTexts& keys, const std::string& above)
{
    for (const auto& key : keys.rows) {
        const auto name = above + std::string{key.name};
        const auto values = values_of(key);
        text += ".It Cm " + name + '\n' + in_mdoc(description_of(key)) + '\n';
        const bool is_told = key.form && key.most_items == 0 && !bounds_of(*key.form).empty();
        if (!values.empty() && !is_told) text += "Takes " + in_mdoc(values) + ".\n";
        text += default_of(key);
        add_keys(text, key.keys, name + (key.most_items > 0 ? "[]." : "."));
    }
}

std::string list_of(const KeyTexts& keys)
{
    std::string text = ".Bl -tag -width Ds -compact\n";
    add_keys(text, keys, "");
    return text + ".El\n";
}

}  // namespace

std::string keys_in_manual()
{
    return list_of(node_keys().text());
}

std::string gateway_keys_in_manual()
{
    return list_of(gateway_keys().text());
}

}  // namespace coapnode

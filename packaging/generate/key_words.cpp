// SPDX-License-Identifier: MIT
#include "generate/key_words.hpp"

namespace coapnode {

namespace {

struct BoundsOfForm {
    std::string operator()(const TextForm& /*form*/) const { return {}; }
    std::string operator()(const WordsForm& /*form*/) const { return {}; }
    std::string operator()(const NumberForm& form) const
    {
        if (form.least.empty()) return {};
        const auto decimals = form.decimals > 0 ? ", at most " + std::to_string(form.decimals) + " decimals" : "";
        return "from " + form.least + " to " + form.most + decimals;
    }
    std::string operator()(const CountForm& form) const { return "from " + form.least + " to " + form.most; }
};

std::string with_capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string counts_of(const KeyText& key)
{
    const auto most = std::to_string(key.most_items);
    if (key.least_items == key.most_items) return {};  // the sentence says it
    if (key.least_items > 0) return " From " + std::to_string(key.least_items) + " to " + most + '.';
    return " At most " + most + '.';
}

std::string values_of(const Form& form)
{
    if (const auto* const text = std::get_if<TextForm>(&form)) return text->expected;
    if (const auto* const words = std::get_if<WordsForm>(&form))
        return alternatives({words->words.begin(), words->words.end()});
    return bounds_of(form);
}

}  // namespace

bool is_boolean(const WordsForm& form)
{
    return form.words == std::vector<std::string>{"true", "false"};
}

std::string bounds_of(const Form& form)
{
    return std::visit(BoundsOfForm{}, form);
}

std::string description_of(const KeyText& key)
{
    std::string text{key.sentence};
    if (key.most_items > 0) return text + counts_of(key);
    const auto bounds = key.form ? bounds_of(*key.form) : "";
    return bounds.empty() ? text : text + ' ' + with_capital(bounds) + '.';
}

std::string values_of(const KeyText& key)
{
    if (!key.form) return {};
    const auto one = values_of(*key.form);
    if (key.is_of_pairs) return "a list, each item a pair of numbers " + one;
    if (key.most_items > 0 && key.least_items == key.most_items) return "a pair of numbers " + one;
    return key.most_items > 0 ? "a list, each item " + one : one;
}

}  // namespace coapnode

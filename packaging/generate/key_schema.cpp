// SPDX-License-Identifier: MIT
#include "generate/key_schema.hpp"

#include "generate/key_words.hpp"

#include <algorithm>

namespace coapnode {

namespace {

struct SchemaOfForm {
    Json operator()(const TextForm& form) const
    {
        Json schema{{"type", "string"}};
        if (form.may_look_like_number) schema["type"] = {"string", "number"};
        if (form.most_characters > 0) schema["maxLength"] = form.most_characters;
        schema["pattern"] = form.pattern;
        schema["patternErrorMessage"] = "expected " + form.expected;
        return schema;
    }

    Json operator()(const WordsForm& form) const
    {
        if (is_boolean(form)) return {{"type", "boolean"}};
        return {{"enum", form.words}};
    }

    Json operator()(const NumberForm& form) const
    {
        Json schema{{"type", form.decimals == 0 ? "integer" : "number"}};
        if (form.least.empty()) return schema;
        schema["minimum"] = Json::parse(form.least);
        schema["maximum"] = Json::parse(form.most);
        return schema;
    }

    Json operator()(const CountForm& form) const
    {
        auto patterns = Json::array();
        for (const auto& unit : form.units) {
            patterns.push_back({{"pattern", "^0*(" + pattern_between(unit.least, unit.most) + ')' + unit.name + '$'},
                                {"patternErrorMessage", "expected " + form.what + ' ' + bounds_of(form)}});
        }
        return {{"type", "string"}, {"anyOf", std::move(patterns)}};
    }
};

Json schema_of(const Form& form)
{
    return std::visit(SchemaOfForm{}, form);
}

/// As JSON has it: a boolean and a number without quotes.
Json value_of(const Form& form, const std::string& text)
{
    const auto* const words = std::get_if<WordsForm>(&form);
    const bool is_plain = (words != nullptr && is_boolean(*words)) || std::holds_alternative<NumberForm>(form);
    return is_plain ? Json::parse(text) : Json(text);
}

bool has_needed(const KeyTexts& keys)
{
    return std::any_of(keys.rows.begin(), keys.rows.end(), [](const KeyText& key) { return key.is_needed; });
}

Json schema_of(const KeyText& key);

void add_mapping(Json& schema, const KeyTexts& keys)
{
    schema["additionalProperties"] = false;
    for (const auto& key : keys.rows) {
        if (key.is_needed) schema["required"].push_back(key.name);
    }
    for (const auto& group : keys.one_of) {
        schema["oneOf"].push_back({{"required", {group.front()}}});
        for (std::size_t i = 0; group.size() > 1 && i < group.size(); ++i)
            schema["dependencies"][std::string{group[i]}] = {group[(i + 1) % group.size()]};
    }
    for (const auto& group : keys.some_of_one) {
        auto any = Json::array();
        for (const auto name : group)
            any.push_back({{"required", {name}}});
        schema["oneOf"].push_back({{"anyOf", std::move(any)}});
    }
    for (const auto& key : keys.rows)
        schema["properties"][std::string{key.name}] = schema_of(key);
}

Json list_of(Json items, std::size_t least, std::size_t most)
{
    Json schema{{"type", "array"}};
    if (least > 0) schema["minItems"] = least;
    schema["maxItems"] = most;
    schema["items"] = std::move(items);
    return schema;
}

void add_list_of_values(Json& schema, const KeyText& key)
{
    auto item = schema_of(*key.form);
    schema.update(
        list_of(key.is_of_pairs ? list_of(std::move(item), 2, 2) : std::move(item), key.least_items, key.most_items));
    for (const auto& text : key.default_items)
        schema["default"].push_back(value_of(*key.form, text));
    if (key.example.empty()) return;
    const bool is_whole = key.is_of_pairs || key.least_items == key.most_items;
    schema["examples"] =
        Json::array({is_whole ? Json::parse(key.example) : Json::array({value_of(*key.form, key.example)})});
}

void add_list_of_mappings(Json& schema, const KeyText& key)
{
    schema["type"] = {"array", "null"};
    schema["maxItems"] = key.most_items;
    auto& items = schema["items"] = {{"type", "object"}};
    add_mapping(items, key.keys);
}

/// A mapping, or a single value in its place.
void add_mapping_or_value(Json& schema, const KeyText& key)
{
    schema["type"] = Json::array({"object"});
    if (key.form) schema["type"].push_back("string");
    if (!has_needed(key.keys)) schema["type"].push_back("null");
    if (key.form) {
        schema["if"] = {{"type", "string"}};
        schema["then"] = schema_of(*key.form);
    }
    add_mapping(schema, key.keys);
}

void add_value(Json& schema, const KeyText& key)
{
    schema.update(schema_of(*key.form));
    if (!key.default_value.empty()) schema["default"] = value_of(*key.form, key.default_value);
    if (!key.example.empty()) schema["examples"] = Json::array({value_of(*key.form, key.example)});
}

Json schema_of(const KeyText& key)
{
    Json schema{{"description", description_of(key)}};
    const bool is_list = key.most_items > 0;
    if (key.keys.rows.empty()) {
        is_list ? add_list_of_values(schema, key) : add_value(schema, key);
    } else {
        is_list ? add_list_of_mappings(schema, key) : add_mapping_or_value(schema, key);
    }
    return schema;
}

}  // namespace

Json schema_of_file(const std::string& title, const std::string& description, const KeyTexts& keys)
{
    Json schema{{"$comment", "SPDX-License-Identifier: MIT; made by: cmake --build build/dev --target generate"},
                {"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", title},
                {"description", description},
                {"type", "object"}};
    add_mapping(schema, keys);
    return schema;
}

}  // namespace coapnode

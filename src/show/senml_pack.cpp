// SPDX-License-Identifier: MIT
#include "show/senml_pack.hpp"

#include "coapnode/core/number.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/senml.hpp"
#include "show/number_text.hpp"

#include <cmath>
#include <utility>

namespace coapnode {

namespace {

using Kind = Document::Kind;
using Item = Document::Item;

/// What the records so far say of those behind them.
struct BaseFields {
    std::string name;
    std::string unit;
    double value = 0;
    double sum = 0;
    std::optional<double> time;
};

std::string text_member(const Item& record, std::string_view label)
{
    const auto found = record.member(label);
    return found && found->kind() == Kind::text ? std::string{found->text()} : std::string{};
}

std::optional<double> number_member(const Item& record, std::string_view label)
{
    const auto found = record.member(label);
    return found && found->kind() == Kind::number ? parse_number(found->text()) : std::nullopt;
}

void take_base_fields(BaseFields& base, const Item& record)
{
    if (record.member("bn")) base.name = text_member(record, "bn");
    if (record.member("bu")) base.unit = text_member(record, "bu");
    if (const auto value = number_member(record, "bv")) base.value = *value;
    if (const auto sum = number_member(record, "bs")) base.sum = *sum;
    if (const auto time = number_member(record, "bt")) base.time = *time;
}

/// A number keeps its digits where nothing is added to it.
std::string number_on(double base, const Item& record, std::string_view label)
{
    const auto found = record.member(label);
    if (base == 0) return found ? std::string{found->text()} : std::string{};
    const auto number = number_member(record, label);
    if (found && !number) return std::string{found->text()};
    return rounded_number(base + number.value_or(0));
}

std::string value_of(const Item& record, const BaseFields& base)
{
    for (const auto* label : {"vs", "vd", "vb"}) {
        if (const auto found = record.member(label)) return std::string{found->text()};
    }
    std::string value;
    // A base value alone is a value (section 4.6), unless the record has but a sum.
    const bool has_sum = record.member("s") || base.sum != 0;
    if (record.member("v") || (base.value != 0 && !has_sum)) value = number_on(base.value, record, "v");
    if (!has_sum) return value;
    return value + (value.empty() ? "sum " : ", sum ") + number_on(base.sum, record, "s");
}

std::optional<double> time_of(const Item& record, const BaseFields& base)
{
    const auto time = number_member(record, "t");
    return time || base.time ? std::optional{base.time.value_or(0) + time.value_or(0)} : std::nullopt;
}

/// Section 4.4: who does not know such a field must not use the pack.
bool must_be_understood(const Item& key)
{
    return key.text().ends_with('_');
}

bool is_record(const Item& item)
{
    bool is_fit = item.kind() == Kind::object;
    if (is_fit) item.each_member([&](const Item& key, const Item&) { is_fit = is_fit && !must_be_understood(key); });
    return is_fit;
}

ResolvedRecord resolved(const Item& record, const BaseFields& base)
{
    const auto unit = text_member(record, "u");
    return {base.name + text_member(record, "n"), unit.empty() ? base.unit : unit, value_of(record, base),
            time_of(record, base)};
}

bool has_value(const Item& record)
{
    for (const auto* label : {"v", "vs", "vb", "vd", "s", "n"}) {
        if (record.member(label)) return true;
    }
    return false;
}

std::string_view name_of_label(std::string_view label)
{
    constexpr std::pair<std::string_view, std::string_view> names[]{
        {"-1", "bver"}, {"-2", "bn"}, {"-3", "bt"}, {"-4", "bu"}, {"-5", "bv"}, {"-6", "bs"}, {"0", "n"}, {"1", "u"},
        {"2", "v"},     {"3", "vs"},  {"4", "vb"},  {"5", "s"},   {"6", "t"},   {"7", "ut"},  {"8", "vd"}};
    for (const auto& [number, name] : names) {
        if (number == label) return name;
    }
    return label;
}

void copy(const Item& item, Document& to)
{
    if (!item.is_container()) return to.add(item.kind(), item.text());
    const auto index = to.open(item.kind());
    if (item.kind() == Kind::array) {
        item.each_element([&](const Item& element) { copy(element, to); });
    } else {
        item.each_member([&](const Item& key, const Item& value) {
            if (key.kind() == Kind::number) {
                to.add(Kind::text, name_of_label(key.text()));
            } else {
                copy(key, to);
            }
            copy(value, to);
        });
    }
    to.close(index);
}

}  // namespace

std::optional<std::vector<ResolvedRecord>> resolve_senml(const Document& pack)
{
    const auto root = pack.root();
    if (root.kind() != Kind::array) return std::nullopt;
    const auto most_text = most_growth_by_base_fields * pack.text_size() + most_growth_by_base_fields * pack.size();
    std::size_t text = 0;
    bool is_fit = true;
    BaseFields base;
    std::vector<ResolvedRecord> records;
    root.each_element([&](const Item& record) {
        is_fit = is_fit && is_record(record) && text <= most_text;
        if (!is_fit) return;
        take_base_fields(base, record);
        if (!has_value(record) && base.value == 0 && base.sum == 0) return;
        text += base.name.size() + base.unit.size();
        records.push_back(resolved(record, base));
    });
    is_fit = is_fit && text <= most_text;
    return is_fit ? std::optional{std::move(records)} : std::nullopt;
}

Document with_senml_names(const Document& pack)
{
    Document named;
    copy(pack.root(), named);
    return named;
}

std::string senml_time_text(std::optional<double> time)
{
    constexpr double last = 253'402'300'799;  // of the year 9999
    if (!time || *time == 0) return "";
    if (*time > last || *time < -last || std::isnan(*time)) return rounded_number(*time) + " s";
    const WallTime moment{std::chrono::milliseconds{static_cast<std::int64_t>(*time * 1000)}};
    if (moment >= first_absolute_time) return to_local_time(moment);
    return *time < 0 ? rounded_number(-*time) + " s ago" : "in " + rounded_number(*time) + " s";
}

}  // namespace coapnode

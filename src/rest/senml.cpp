// SPDX-License-Identifier: MIT
#include "coapnode/rest/senml.hpp"

#include "rest/cbor_writer.hpp"

#include <nlohmann/json.hpp>

namespace coapnode {

namespace {

// RFC 8428 section 6, table 4: the labels of a record in CBOR.
enum Label : std::int8_t {
    base_name_label = -2,
    name_label = 0,
    unit_label = 1,
    value_label = 2,
    bool_label = 4,
    time_label = 6
};

double seconds_since_epoch(WallTime time)
{
    return static_cast<double>(time.time_since_epoch().count()) / 1000.0;
}

bool is_name_character(char c)
{
    const auto in = [c](char first, char last) { return c >= first && c <= last; };
    return in('A', 'Z') || in('a', 'z') || in('0', '9') || std::string_view{"-:./_"}.find(c) != std::string_view::npos;
}

std::uint64_t field_count(const SenmlRecord& record, bool with_base_name)
{
    return 2U + (with_base_name ? 1U : 0U) + (record.unit.empty() ? 0U : 1U) + (record.time ? 1U : 0U);
}

void write_record(CborWriter& out, const SenmlRecord& record)
{
    out.integer(name_label);
    out.text(record.name);
    if (!record.unit.empty()) {
        out.integer(unit_label);
        out.text(record.unit);
    }
    if (const auto* number = std::get_if<double>(&record.value)) {
        out.integer(value_label);
        out.real(*number);
    } else {
        out.integer(bool_label);
        out.boolean(std::get<bool>(record.value));
    }
    if (record.time) {
        out.integer(time_label);
        out.real(seconds_since_epoch(*record.time));
    }
}

}  // namespace

std::string senml_base_name(std::string_view device_id)
{
    std::string name{device_id};
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !is_name_character(c); }, '-');
    // A name starts with a letter or a digit (section 4.5.1). A urn:dev: name is continued with a colon, as in
    // section 5.1.
    if (name.empty() || std::string_view{"-:./_"}.find(name.front()) != std::string_view::npos) name.insert(0, "node");
    return name + (name.starts_with("urn:dev:") ? ':' : '/');
}

Bytes senml_json(std::string_view base_name, std::span<const SenmlRecord> records)
{
    auto pack = nlohmann::ordered_json::array();
    for (const auto& record : records) {
        nlohmann::ordered_json item;
        if (pack.empty()) item["bn"] = base_name;
        item["n"] = record.name;
        if (!record.unit.empty()) item["u"] = record.unit;
        if (const auto* number = std::get_if<double>(&record.value)) {
            item["v"] = *number;
        } else {
            item["vb"] = std::get<bool>(record.value);
        }
        if (record.time) item["t"] = seconds_since_epoch(*record.time);
        pack.push_back(std::move(item));
    }
    return to_bytes(pack.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Bytes senml_cbor(std::string_view base_name, std::span<const SenmlRecord> records)
{
    CborWriter out;
    out.array(records.size());
    bool first = true;
    for (const auto& record : records) {
        out.map(field_count(record, first));
        if (first) {
            out.integer(base_name_label);
            out.text(base_name);
            first = false;
        }
        write_record(out, record);
    }
    return out.extract();
}

}  // namespace coapnode

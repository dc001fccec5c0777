// SPDX-License-Identifier: MIT
#include "gateway/history_csv.hpp"

#include "gateway/mapping/problem.hpp"
#include "show/document.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace {

/// In quotes where it must; a text that a spreadsheet would take for a formula gets an apostrophe.
std::string csv_field(std::string_view text, Document::Kind kind)
{
    std::string field{text};
    const bool is_formula = kind == Document::Kind::text && !text.empty() && text.find_first_of("=+-@\t\r") == 0;
    if (is_formula) field.insert(0, 1, '\'');
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    for (auto at = field.find('"'); at != std::string::npos; at = field.find('"', at + 2))
        field.insert(at, 1, '"');
    return '"' + field + '"';
}

}  // namespace

HttpResponse history_csv(const IncomingResponse& response)
{
    constexpr std::array members{"timestamp", "name", "quantity", "value", "unit"};
    const auto document = read_json_document(as_text(response.payload));
    if (!document || document->root().kind() != Document::Kind::array)
        return problem(502, "the node's history is not a list of records");
    std::string text = "timestamp,sensor,quantity,value,unit\r\n";
    document->root().each_element([&](const Document::Item& record) {
        std::string line;
        for (const auto* const name : members) {
            const auto member = record.kind() == Document::Kind::object ? record.member(name) : std::nullopt;
            if (!line.empty() || name != members.front()) line += ',';
            if (member && !member->is_container()) line += csv_field(member->text(), member->kind());
        }
        text += line + "\r\n";
    });
    HttpResponse csv;
    csv.fields = {
        {"content-type", "text/csv;charset=utf-8;header=present"}, {"cache-control", "no-store"}, no_sniffing()};
    csv.body = std::make_shared<const Bytes>(to_bytes(text));
    return csv;
}

}  // namespace coapnode

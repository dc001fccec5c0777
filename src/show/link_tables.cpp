// SPDX-License-Identifier: MIT
#include "show/link_tables.hpp"

#include "coapnode/rest/registries.hpp"
#include "show/table.hpp"
#include "show/visible.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

namespace coapnode {

namespace {

std::string format_name(std::string_view word)
{
    std::uint16_t number{};
    const auto* const end = word.data() + word.size();
    const auto [read_to, error] = std::from_chars(word.data(), end, number);
    return error == std::errc{} && read_to == end ? name_of_content_format(number) : std::string{word};
}

/// The answers of one node.
struct DistinctNode {
    const FoundNode* answer;  ///< the first one
    std::vector<std::string_view> addresses;
};

std::vector<DistinctNode> merged(std::span<const FoundNode> answers)
{
    std::vector<DistinctNode> nodes;
    for (const auto& answer : answers) {
        const auto known = std::find_if(nodes.begin(), nodes.end(), [&](const DistinctNode& node) {
            return !answer.instance.empty() && node.answer->instance == answer.instance;
        });
        auto& node = known != nodes.end() ? *known : nodes.emplace_back(DistinctNode{&answer, {}});
        node.addresses.push_back(answer.address);
    }
    for (auto& node : nodes)
        std::sort(node.addresses.begin(), node.addresses.end());  // IPv4 before [IPv6], link-local last
    return nodes;
}

std::string link_count(const ReadLinks& read)
{
    return std::to_string(read.links.size()) + (read.is_whole ? "" : "+");
}

}  // namespace

std::string format_names(std::string_view numbers)
{
    std::string names;
    while (!numbers.empty()) {
        const auto end = std::min(numbers.find(' '), numbers.size());
        if (end > 0) names += (names.empty() ? "" : " ") + format_name(numbers.substr(0, end));
        numbers.remove_prefix(std::min(end + 1, numbers.size()));
    }
    return names;
}

std::string table_of_links(const ReadLinks& read, const ShowStyle& style)
{
    Table table{{"href", "title", "rt", "if", "ct", "obs", "ep", "d", "base", "anchor"}};
    for (const auto& link : read.links) {
        const auto formats = format_names(link.value_of("ct"));
        table.add_row(std::array<std::string_view, 10>{link.target, link.value_of("title"), link.value_of("rt"),
                                                       link.value_of("if"), formats, link.has("obs") ? "yes" : "",
                                                       link.value_of("ep"), link.value_of("d"), link.value_of("base"),
                                                       link.value_of("anchor")});
    }
    if (table.is_empty()) return "no links\n";
    return table.text(style) + (read.is_whole ? "" : "(the rest could not be read)\n");
}

std::string table_of_nodes(std::span<const FoundNode> nodes, const ShowStyle& style)
{
    Table table{{"address", "name", "links"}};
    for (const auto& node : merged(nodes)) {
        const auto count = link_count(node.answer->links);
        table.add_row(std::array<std::string_view, 3>{node.addresses.front(), node.answer->name, count});
        for (const auto also : std::span{node.addresses}.subspan(1))
            table.add_row(std::array<std::string_view, 3>{also, "", ""});
    }
    return table.text(style);
}

std::string discovered_for_people(std::span<const FoundNode> nodes, const ShowStyle& style)
{
    auto out = table_of_nodes(nodes, style);
    for (const auto& node : merged(nodes)) {
        const auto& [answer, addresses] = node;
        const auto name = answer->name.empty() ? "" : "  " + visible_line(answer->name);
        const auto heading = visible_line(addresses.front()) + name;
        out += '\n' + emphasised(heading, Emphasis::heading, style) + '\n' + table_of_links(answer->links, style);
    }
    return out;
}

}  // namespace coapnode

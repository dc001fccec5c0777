// SPDX-License-Identifier: MIT
/// A strict reader of the text format of Prometheus: what promtool does not notice (a sample that stands twice) is a
/// mistake here.
#pragma once

#include "coapnode/core/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace coapnode::testing {

/// Values by their names with their labels: `up{device="a"}`.
using Samples = std::map<std::string, double>;

/// Throws std::runtime_error with the line and what is wrong with it.
class ExpositionParser {
public:
    static Samples parse(const std::string& text)
    {
        ExpositionParser parser;
        std::istringstream lines{text};
        if (!text.empty() && text.back() != '\n') throw std::runtime_error{"no end of the last line"};
        for (std::string line; std::getline(lines, line);)
            parser.read_line(line);
        parser.end_family();
        return parser.samples_;
    }

private:
    void require(bool good, const std::string& what) const
    {
        if (!good) throw std::runtime_error{what + ": " + line_};
    }

    void read_line(const std::string& line)
    {
        line_ = line;
        for (std::string_view rest = line; !rest.empty();) {
            const auto size = character_size(rest);
            require(size.has_value(), "not UTF-8");
            rest.remove_prefix(*size);
        }
        if (line.starts_with("# HELP ")) return read_help(line.substr(7));
        if (line.starts_with("# TYPE ")) return read_type(line.substr(7));
        require(!line.empty() && line.front() != '#', "neither a sample nor HELP nor TYPE");
        read_sample(line);
    }

    void read_help(const std::string& text)
    {
        end_family();
        family_ = text.substr(0, text.find(' '));
        require(is_name(family_), "no name");
        require(families_.insert(family_).second, "this family stood before");
        for (auto at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 2))
            require(text[at + 1] == '\\' || text[at + 1] == 'n', "escape");
    }

    void read_type(const std::string& text)
    {
        require(text.substr(0, text.find(' ')) == family_ && type_.empty(), "TYPE that does not follow its HELP");
        type_ = text.substr(text.find(' ') + 1);
        require(type_ == "counter" || type_ == "gauge" || type_ == "histogram", "type");
        require((type_ == "counter") == family_.ends_with("_total"), "_total");
    }

    void read_sample(const std::string& line)
    {
        std::string_view rest = line;
        const auto name = take_name(rest);
        auto labels = take_labels(rest);
        require(is_of_family(name), "a sample of another family");
        require(rest.starts_with(' '), "no value");
        rest.remove_prefix(1);
        double value{};
        const auto* const end = rest.data() + rest.size();
        const auto [stop, error] = std::from_chars(rest.data(), end, value);
        require(error == std::errc{} && stop == end && std::isfinite(value), "value");
        std::string key{name};
        for (const auto& [label, content] : labels)
            key += (key == name ? "{" : ",") + label + "=\"" + content + '"';
        key += labels.empty() ? "" : "}";
        require(samples_.emplace(key, value).second, "this sample stood before");
        check_bucket(name, labels, value);
    }

    static std::string take_name(std::string_view& rest)
    {
        const auto end = std::min(rest.find_first_of("{ "), rest.size());
        const std::string name{rest.substr(0, end)};
        rest.remove_prefix(end);
        return name;
    }

    std::map<std::string, std::string> take_labels(std::string_view& rest) const
    {
        std::map<std::string, std::string> labels;
        if (!rest.starts_with('{')) return labels;
        do {
            rest.remove_prefix(1);
            const auto equal = rest.find("=\"");
            require(equal != std::string_view::npos, "label");
            const std::string name{rest.substr(0, equal)};
            require(is_name(name) && name.find(':') == std::string::npos, "label's name");
            rest.remove_prefix(equal + 2);
            require(labels.emplace(name, take_value(rest)).second, "this label stood before");
        } while (rest.starts_with(','));
        require(rest.starts_with('}'), "no end of the labels");
        rest.remove_prefix(1);
        return labels;
    }

    std::string take_value(std::string_view& rest) const
    {
        std::string value;
        for (; !rest.empty() && rest.front() != '"'; rest.remove_prefix(1)) {
            if (rest.front() == '\\') {
                rest.remove_prefix(1);
                require(!rest.empty() && std::string_view{"\\\"n"}.find(rest.front()) != std::string_view::npos,
                        "escape");
                value += rest.front() == 'n' ? '\n' : rest.front();
            } else {
                value += rest.front();
            }
        }
        require(!rest.empty(), "no end of a label's value");
        rest.remove_prefix(1);
        return value;
    }

    [[nodiscard]] bool is_of_family(const std::string& name) const
    {
        if (type_ != "histogram") return !type_.empty() && name == family_;
        return name == family_ + "_bucket" || name == family_ + "_sum" || name == family_ + "_count";
    }

    /// Buckets grow, the last is +Inf, and _count is the same.
    void check_bucket(const std::string& name, const std::map<std::string, std::string>& labels, double value)
    {
        if (name == family_ + "_bucket") {
            require(labels.contains("le"), "a bucket without le");
            const auto& bound = labels.at("le");
            const auto limit = bound == "+Inf" ? INFINITY : std::stod(bound);
            require(value >= last_count_ && limit > last_bound_, "buckets in disorder");
            last_count_ = value;
            last_bound_ = limit;
        } else if (type_ == "histogram" && name == family_ + "_count") {
            require(last_bound_ == INFINITY && value == last_count_, "_count is not the last bucket");
            last_count_ = 0;
            last_bound_ = -INFINITY;
        }
    }

    void end_family()
    {
        require(family_.empty() || !type_.empty(), "a family without TYPE before");
        require(last_bound_ == -INFINITY, "a histogram without _count before");
        type_.clear();
    }

    static bool is_name(const std::string& name)
    {
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:";
        return !name.empty() && letters.find(name.front()) != std::string_view::npos &&
               name.find_first_not_of(std::string{letters} + "0123456789") == std::string::npos;
    }

    std::string line_{};
    std::string family_{};
    std::string type_{};
    std::set<std::string> families_{};
    Samples samples_{};
    double last_count_{};
    double last_bound_ = -INFINITY;
};

}  // namespace coapnode::testing

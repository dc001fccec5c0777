// SPDX-License-Identifier: MIT
#include "gateway/exposition/metrics_text.hpp"

#include "gateway/exposition/utf8_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace coapnode {

namespace {

constexpr std::string_view bucket_label = "le";

std::string_view word_of(MetricType type)
{
    switch (type) {
    case MetricType::counter:
        return "counter";
    case MetricType::gauge:
        return "gauge";
    case MetricType::histogram:
        return "histogram";
    }
    return "untyped";
}

/// HELP escapes \ and the end of a line, a label's value " as well.
std::string escaped(std::string_view text, std::string_view signs)
{
    std::string all;
    for (const char c : well_formed(text)) {
        if (signs.find(c) != std::string_view::npos) all += '\\';
        all += c == '\n' ? 'n' : c;
    }
    return all;
}

/// The shortest text that is this number.
std::string number_text(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// `a="1",b="2"`, in the order of the names and each name once, so that equal labels are equal texts.
std::string labels_text(const MetricLabels& labels)
{
    std::map<std::string_view, std::string_view> sorted;
    for (const auto& [name, value] : labels) {
        if (is_label_name(name) && name != bucket_label && !value.empty()) sorted.try_emplace(name, value);
    }
    std::string text;
    for (const auto& [name, value] : sorted) {
        text.append(text.empty() ? "" : ",").append(name).append("=\"");
        text.append(escaped(value, "\\\"\n")).append("\"");
    }
    return text;
}

std::string line(const std::string& name, const std::string& labels, const std::string& value)
{
    return name + (labels.empty() ? "" : '{' + labels + '}') + ' ' + value + '\n';
}

double in_seconds(Duration duration)
{
    return std::chrono::duration<double>{duration}.count();
}

std::string lines_of(const std::string& name, const std::string& labels, const Histogram& histogram)
{
    const auto before = labels + (labels.empty() ? "" : ",") + "le=\"";
    std::string text;
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < Histogram::bounds.size(); ++i) {
        count += histogram.count_in(i);
        text +=
            line(name + "_bucket", before + number_text(in_seconds(Histogram::bounds[i])) + '"', std::to_string(count));
    }
    const auto all = std::to_string(histogram.count());
    return text + line(name + "_bucket", before + "+Inf\"", all) +
           line(name + "_sum", labels, number_text(in_seconds(histogram.sum()))) + line(name + "_count", labels, all);
}

}  // namespace

MetricFamily::MetricFamily(std::string_view name, MetricType type, std::string_view help)
    : name_{name}, type_{type}, help_{escaped(help, "\\\n")}
{
}

void MetricFamily::sample(const MetricLabels& labels, double value)
{
    if (type_ == MetricType::histogram || !std::isfinite(value)) return;
    const auto text = labels_text(labels);
    samples_.try_emplace(text, line(name_, text, number_text(value)));
}

void MetricFamily::sample(const MetricLabels& labels, const Histogram& histogram)
{
    if (type_ != MetricType::histogram) return;
    const auto text = labels_text(labels);
    samples_.try_emplace(text, lines_of(name_, text, histogram));
}

void MetricFamily::write(std::string& text) const
{
    if (samples_.empty() || !is_metric_name(name_, type_)) return;
    text += "# HELP " + name_ + ' ' + help_ + '\n';
    text.append("# TYPE ").append(name_).append(" ").append(word_of(type_)).append("\n");
    for (const auto& [labels, lines] : samples_)
        text += lines;
}

MetricFamily& MetricsText::family(std::string_view name, MetricType type, std::string_view help)
{
    const auto known = std::find_if(families_.begin(), families_.end(),
                                    [&](const MetricFamily& family) { return family.name() == name; });
    return known == families_.end() ? families_.emplace_back(name, type, help) : *known;
}

std::string MetricsText::text() const
{
    std::string text;
    for (const auto& family : families_)
        family.write(text);
    return text;
}

}  // namespace coapnode

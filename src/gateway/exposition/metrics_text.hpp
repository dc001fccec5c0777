// SPDX-License-Identifier: MIT
/// The text format of Prometheus, version 0.0.4:
///
///     MetricsText metrics;
///     auto& up = metrics.family("coapnode_up", MetricType::gauge, "Whether the node answers.");
///     up.sample({{"device", "living-room"}}, 1);
///     const std::string body = metrics.text();
///
/// The text is always valid for Prometheus: the samples of a family are grouped, no sample is repeated, and values that
/// are not numbers and invalid names are skipped.
#pragma once

#include "gateway/exposition/histogram.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

inline constexpr std::string_view metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

enum class MetricType { counter, gauge, histogram };

/// Names and values. The order has no meaning, and labels with an empty value are skipped.
using MetricLabels = std::vector<std::pair<std::string_view, std::string_view>>;

class MetricFamily {
public:
    MetricFamily(std::string_view name, MetricType type, std::string_view help);

    /// For a counter or a gauge. Of several samples with the same labels the first one is used.
    void sample(const MetricLabels& labels, double value);

    /// For a histogram, in seconds.
    void sample(const MetricLabels& labels, const Histogram& histogram);

    [[nodiscard]] const std::string& name() const { return name_; }

    /// Writes nothing when the name is invalid or there is no sample.
    void write(std::string& text) const;

private:
    std::string name_;
    MetricType type_;
    std::string help_;
    std::map<std::string, std::string> samples_;  // the lines of each, by its labels
};

class MetricsText {
public:
    /// Returns the family with this name, which is created by the first call with its type and help. It lives as long
    /// as this object.
    MetricFamily& family(std::string_view name, MetricType type, std::string_view help);

    /// In the order in which the families were asked for.
    [[nodiscard]] std::string text() const;

private:
    std::deque<MetricFamily> families_;
};

/// Letters, digits, _ and :, no digit first; of a counter with _total at its end.
bool is_metric_name(std::string_view name, MetricType type);

/// Letters, digits and _, no digit and no __ first.
bool is_label_name(std::string_view name);

}  // namespace coapnode

// SPDX-License-Identifier: MIT
#include "gateway/exposition/metrics_text.hpp"
#include "gateway/exposition/process_figures.hpp"
#include "support/exposition_parser.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace coapnode;
using coapnode::testing::ExpositionParser;
using coapnode::testing::Samples;

namespace {

constexpr auto gauge = MetricType::gauge;

Samples parsed(const MetricsText& metrics)
{
    return ExpositionParser::parse(metrics.text());
}

}  // namespace

TEST_CASE("families with their samples, as Prometheus reads them")
{
    MetricsText metrics;
    CHECK(metrics.text().empty());
    metrics.family("node_up", gauge, "Whether the node answers.").sample({{"device", "attic"}}, 1);
    metrics.family("requests_total", MetricType::counter, "Requests.").sample({}, 12);
    metrics.family("node_up", gauge, "Something else.").sample({{"device", "Küche"}}, 0.25);
    CHECK(metrics.text() ==
          "# HELP node_up Whether the node answers.\n"
          "# TYPE node_up gauge\n"
          "node_up{device=\"Küche\"} 0.25\n"
          "node_up{device=\"attic\"} 1\n"
          "# HELP requests_total Requests.\n"
          "# TYPE requests_total counter\n"
          "requests_total 12\n");
    CHECK(parsed(metrics) ==
          Samples{{"node_up{device=\"Küche\"}", 0.25}, {"node_up{device=\"attic\"}", 1}, {"requests_total", 12}});
}

TEST_CASE("help and label values are escaped, and made UTF-8")
{
    struct Row {
        std::string text;
        std::string help;
        std::string label;
    };
    const Row rows[] = {
        {R"(a\b)", R"(a\\b)", R"(a\\b)"},  {"a\nb", R"(a\nb)", R"(a\nb)"},
        {"\"a\"", "\"a\"", R"(\"a\")"},    {"a\xff\xc3[b\xe2\x82", "a??[b??", "a??[b??"},
        {"21 °C 😀", "21 °C 😀", "21 °C 😀"}, {"a} 1", "a} 1", "a} 1"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        MetricsText metrics;
        metrics.family("m", gauge, row.text).sample({{"l", row.text}}, 1);
        CHECK(metrics.text() == "# HELP m " + row.help + "\n# TYPE m gauge\nm{l=\"" + row.label + "\"} 1\n");
        CHECK(parsed(metrics).size() == 1);
    }
}

TEST_CASE("no sample stands twice")
{
    MetricsText metrics;
    auto& family = metrics.family("m", gauge, "M.");
    family.sample({{"a", "1"}, {"b", "2"}}, 1);
    family.sample({{"b", "2"}, {"a", "1"}}, 2);
    family.sample({{"b", "2"}, {"a", "1"}, {"a", "3"}, {"c", ""}}, 3);
    metrics.family("m", gauge, "M.").sample({{"a", "1"}, {"b", "2"}}, 4);
    family.sample({}, 5);
    family.sample({{"a", ""}}, 6);
    family.sample({{"x", "\xff"}}, 7);
    family.sample({{"x", "\xfe"}}, 8);
    CHECK(parsed(metrics) == Samples{{"m{a=\"1\",b=\"2\"}", 1}, {"m", 5}, {"m{x=\"?\"}", 7}});
}

TEST_CASE("what Prometheus would refuse is left out")
{
    MetricsText metrics;
    auto& family = metrics.family("m", gauge, "M.");
    for (const auto value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity()})
        family.sample({{"value", "none"}}, value);
    family.sample({}, Histogram{});
    metrics.family("h", MetricType::histogram, "H.").sample({}, 1.0);
    for (const auto* name : {"", "1m", "m-n", "m n", "m{", "ü", "m_total"})
        metrics.family(name, gauge, "M.").sample({}, 1);
    metrics.family("counts", MetricType::counter, "C.").sample({}, 1);
    CHECK(metrics.text().empty());
    family.sample({{"1l", "a"}, {"__name__", "b"}, {"l-m", "c"}, {"", "d"}, {"le", "e"}, {"ü", "f"}}, 1);
    CHECK(parsed(metrics) == Samples{{"m", 1}});
}

TEST_CASE("numbers are the shortest text that is the same number")
{
    struct Row {
        double value;
        std::string text;
    };
    for (const auto& [value, text] :
         std::initializer_list<Row>{{0, "0"},
                                    {-0.5, "-0.5"},
                                    {21.37, "21.37"},
                                    {1e21, "1e+21"},
                                    {9007199254740991, "9007199254740991"},
                                    {std::numeric_limits<double>::denorm_min(), "5e-324"},
                                    {std::numeric_limits<double>::max(), "1.7976931348623157e+308"}}) {
        MetricsText metrics;
        metrics.family("m", gauge, "M.").sample({}, value);
        CHECK(metrics.text() == "# HELP m M.\n# TYPE m gauge\nm " + text + "\n");
        CHECK(parsed(metrics).at("m") == value);
    }
}

TEST_CASE("durations in buckets, at each bound and one past it")
{
    Histogram histogram;
    CHECK(histogram.count() == 0);
    for (std::size_t i = 0; i < Histogram::bounds.size(); ++i) {
        histogram.observe(Histogram::bounds[i]);
        histogram.observe(Histogram::bounds[i] + 1us);
        CHECK(histogram.count_in(i) == (i == 0 ? 1 : 2));
    }
    CHECK(histogram.count_in(Histogram::bounds.size()) == 1);
    histogram.observe(-1s);
    CHECK(histogram.count_in(0) == 2);
    CHECK(histogram.count() == 2 * Histogram::bounds.size() + 1);
    histogram.observe(Duration::max());
    histogram.observe(Duration::max());
    CHECK(histogram.sum() == Duration::max());
}

TEST_CASE("a histogram as Prometheus reads it")
{
    Histogram histogram;
    for (const Duration duration : {Duration{1ms}, Duration{30ms}, Duration{30ms}, Duration{1min}})
        histogram.observe(duration);
    MetricsText metrics;
    auto& family = metrics.family("wait_seconds", MetricType::histogram, "Time waited.");
    family.sample({{"code", "2.05"}}, histogram);
    family.sample({{"code", "2.05"}}, Histogram{});
    family.sample({}, Histogram{});
    const auto samples = parsed(metrics);
    CHECK(samples.size() == 2 * (Histogram::bounds.size() + 3));
    CHECK(samples.at("wait_seconds_bucket{code=\"2.05\",le=\"0.005\"}") == 1);
    CHECK(samples.at("wait_seconds_bucket{code=\"2.05\",le=\"0.025\"}") == 1);
    CHECK(samples.at("wait_seconds_bucket{code=\"2.05\",le=\"0.05\"}") == 3);
    CHECK(samples.at("wait_seconds_bucket{code=\"2.05\",le=\"10\"}") == 3);
    CHECK(samples.at("wait_seconds_bucket{code=\"2.05\",le=\"+Inf\"}") == 4);
    CHECK(samples.at("wait_seconds_sum{code=\"2.05\"}") == doctest::Approx(60.061));
    CHECK(samples.at("wait_seconds_count{code=\"2.05\"}") == 4);
    CHECK(samples.at("wait_seconds_count") == 0);
}

TEST_CASE("the figures of the process, those that are known")
{
    MetricsText metrics;
    add_process_figures(metrics, {});
    CHECK(metrics.text().empty());
    add_process_figures(metrics, {1500ms, 8'000'000, 12, 1024, WallTime{1'700'000'000'500ms}});
    CHECK(parsed(metrics) == Samples{{"process_cpu_seconds_total", 1.5},
                                     {"process_resident_memory_bytes", 8'000'000},
                                     {"process_open_fds", 12},
                                     {"process_max_fds", 1024},
                                     {"process_start_time_seconds", 1'700'000'000.5}});
}

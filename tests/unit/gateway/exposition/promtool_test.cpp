// SPDX-License-Identifier: MIT
/// Prometheus' own check, where it is installed (package prometheus) or PROMTOOL names it.
#include "gateway/exposition/metrics_text.hpp"
#include "gateway/exposition/process_figures.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace coapnode;

namespace {

std::string promtool()
{
    const auto* const named = std::getenv("PROMTOOL");
    return named == nullptr ? "promtool" : named;
}

/// What it says; empty where it has nothing to say against the text.
std::string complaints(const std::string& text)
{
    const TemporaryDirectory folder;
    folder.write("metrics", text);
    const auto place = folder.path().string();
    const auto command = promtool() + " check metrics < " + place + "/metrics > " + place + "/told 2>&1";
    const int status = std::system(command.c_str());
    const auto told = folder.read("told");
    return status == 0 || !told.empty() ? told : "promtool failed";
}

}  // namespace

TEST_CASE("promtool takes what is written")
{
    if (std::system((promtool() + " --version > /dev/null 2>&1").c_str()) != 0) {
        MESSAGE("skipped: there is no promtool (packaging/install-deps metrics)");
        return;
    }
    REQUIRE_MESSAGE(!complaints("m 1\nm{ 2\n").empty(), "it complains of what is wrong");
    MetricsText metrics;
    metrics.family("coapnode_up", MetricType::gauge, "Whether the node answers:\n\\ \"up\".")
        .sample({{"device",
                  "K\xc3\xbc"
                  "che \"1\"\n\\"}},
                1);
    metrics.family("coapnode_requests_total", MetricType::counter, "Requests \xff.").sample({{"code", "2.05"}}, 12);
    Histogram histogram;
    histogram.observe(30ms);
    histogram.observe(1min);
    auto& wait = metrics.family("coapnode_request_seconds", MetricType::histogram, "Time to an answer.");
    wait.sample({{"device", "a"}}, histogram);
    wait.sample({}, Histogram{});
    add_process_figures(metrics, {1500ms, 8'000'000, 12, 1024, WallTime{1'700'000'000'500ms}});
    CHECK(complaints(metrics.text()).empty());
}

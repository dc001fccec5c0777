// SPDX-License-Identifier: MIT
#include "gateway/exposition/process_figures.hpp"

namespace coapnode {

namespace {

double as_seconds(std::chrono::microseconds time)
{
    return std::chrono::duration<double>{time}.count();
}

void add(MetricsText& metrics, std::string_view name, std::optional<std::uint64_t> value, std::string_view help)
{
    if (value) metrics.family(name, MetricType::gauge, help).sample({}, static_cast<double>(*value));
}

}  // namespace

void add_process_figures(MetricsText& metrics, const ProcessFigures& figures)
{
    if (figures.processor_time) {
        metrics.family("process_cpu_seconds_total", MetricType::counter, "Processor time used, user and system.")
            .sample({}, as_seconds(*figures.processor_time));
    }
    add(metrics, "process_resident_memory_bytes", figures.resident_bytes, "Resident memory.");
    add(metrics, "process_open_fds", figures.open_descriptors, "Open file descriptors.");
    add(metrics, "process_max_fds", figures.most_descriptors, "Maximum number of open file descriptors.");
    if (figures.started) {
        metrics.family("process_start_time_seconds", MetricType::gauge, "When the process started, as Unix time.")
            .sample({}, as_seconds(figures.started->time_since_epoch()));
    }
}

}  // namespace coapnode

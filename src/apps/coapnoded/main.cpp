// SPDX-License-Identifier: MIT
#include "apps/coapnoded/daemon.hpp"
#include "apps/coapnoded/init.hpp"
#include "apps/coapnoded/loading.hpp"
#include "apps/coapnoded/machine_check.hpp"
#include "apps/coapnoded/options.hpp"
#include "apps/coapnoded/service_user.hpp"
#include "apps/coapnoded/tasks.hpp"
#include "apps/coapnoded/weak_keys.hpp"
#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/machine.hpp"
#include "apps/daemon/mistakes.hpp"
#include "apps/daemon/start.hpp"
#include "coap/wire/library.hpp"
#include "coapnode/core/standard_streams.hpp"
#include "hal/linux/linux_hardware.hpp"
#include "hal/mock/mock_hardware.hpp"
#include "service/sd_event_loop.hpp"

#include <ostream>

namespace coapnode {

namespace {

std::unique_ptr<Hardware> make_hardware(Backend backend, const Clock& clock)
{
    switch (backend) {
    case Backend::linux_devices:
        return linux_hardware();
    case Backend::mock:
        return std::make_unique<MockHardware>(clock);
    }
    return nullptr;
}

/// It is unknown who will read another file.
Mistakes denied_to_service(const Options& options, const Config* config)
{
    std::error_code failed;
    const bool is_its_own = std::filesystem::equivalent(options.config, Options{}.config, failed);
    return is_its_own && !failed ? denied_to(service_user, needs_of(options.config, config)) : Mistakes{};
}

int check(const Options& options, std::ostream& out)
{
    const auto config = load_with(options);
    if (options.quiet) return config ? exit_ok : exit_failure;
    if (!config) notify_bad_configuration(config.error());
    print_mistakes(out, config ? Mistakes{} : config.error());
    const auto denied = denied_to_service(options, config ? &*config : nullptr);
    print_mistakes(out, denied);
    if (config) print_warnings(out, weak_keys(*config, options.config));
    if (config && config->hardware.backend == Backend::linux_devices) {
        const auto hardware = linux_hardware();
        print_warnings(out, missing_here(*config, options.config, *hardware, gpio_line_names()));
    }
    return config && denied.empty() ? exit_ok : exit_failure;
}

void wait_for(Duration length)
{
    SdEventLoop loop;
    const auto timer = loop.after(length, [&loop] { loop.quit(exit_ok); });
    loop.run();
}

int probe_buses(const Options& options, std::ostream& out)
{
    const SdEventLoop clock;
    const auto hardware = make_hardware(options.mock ? Backend::mock : Backend::linux_devices, clock);
    return probe(out, *hardware, options.probe_bus, &wait_for);
}

int serve(const Options& options, Log& log)
{
    const auto config = load_with(options);
    if (!config) return refuse_to_serve(log, config.error());
    const CoapLibrary library{options.log_level};
    Daemon daemon{options, log, &make_hardware};
    return daemon.run(*config);
}

int carry_out(const Options& options, Log& log, std::ostream& out)
{
    switch (options.task) {
    case Task::check:
        return check(options, out);
    case Task::init:
        return init(out, options.config, machine_name());
    case Task::probe:
        return probe_buses(options, out);
    case Task::list_drivers:
        return list_drivers(out);
    case Task::serve:
        return serve(options, log);
    }
    return exit_usage;
}

int run(const Options& options, Log& log)
{
    return run_with_stdout("coapnoded", [&](std::ostream& out) { return carry_out(options, log, out); });
}

}  // namespace

}  // namespace coapnode

int main(int argc, char** argv)
{
    using namespace coapnode;
    occupy_closed_streams();
    const auto parsed = parse_options(argc, argv);
    if (const auto* const code = std::get_if<int>(&parsed)) return *code;
    const auto& options = std::get<Options>(parsed);
    return run_with_log(options.log_level, [&](Log& log) { return run(options, log); });
}

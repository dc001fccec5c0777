// SPDX-License-Identifier: MIT
#include "apps/coapnode/arguments.hpp"
#include "apps/coapnode/discover_command.hpp"
#include "apps/coapnode/doctor_command.hpp"
#include "apps/coapnode/exit_codes.hpp"
#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/observe_command.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/ping_command.hpp"
#include "apps/coapnode/request_command.hpp"
#include "apps/coapnode/runtime.hpp"
#include "coapnode/core/file_io.hpp"
#include "coapnode/core/standard_streams.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>

namespace coapnode {

namespace {

int run(const Arguments& arguments, const Keyring& keyring, Printer& printer)
{
    Runtime runtime{LogLevel::error, arguments.is_secure() ? Dtls::wanted : Dtls::none};
    switch (arguments.command) {
    case Command::observe:
        return run_observe(runtime, arguments, keyring, printer);
    case Command::discover:
        return run_discover(runtime, arguments, keyring, printer);
    case Command::ping:
        return run_ping(runtime, arguments, keyring, printer);
    case Command::doctor:
        return run_doctor(runtime, arguments, keyring, printer);
    default:
        return run_request(runtime, arguments, keyring, printer);
    }
}

int list_hosts(const Keyring& keyring, Printer& printer)
{
    std::string lines;
    for (const auto& host : keyring.hosts())
        lines += host + '\n';
    return printer.text(lines);
}

int end(const Ending& ending)
{
    static_cast<void>(write_all(STDERR_FILENO, ending.err));  // a failure cannot be reported anywhere
    return write_to_stdout("coapnode", ending.out) ? ending.code : exit_failure;
}

}  // namespace

}  // namespace coapnode

int main(int argc, char** argv)
{
    using namespace coapnode;
    occupy_closed_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has gone shows as an error of write()
    std::signal(SIGXFSZ, SIG_IGN);  // so does a file that may not grow (ulimit -f)
    const auto parsed = parse_arguments(argc, argv);
    if (const auto* const ending = std::get_if<Ending>(&parsed)) return end(*ending);
    const auto& arguments = std::get<Arguments>(parsed);
    Printer printer{arguments};
    try {
        const auto usual = default_credentials_file(std::getenv("XDG_CONFIG_HOME"), std::getenv("HOME"));
        const auto keyring = Keyring::open(arguments.keys, usual);
        if (!keyring) return printer.error(keyring.error(), {});
        for (const auto& warning : keyring->warnings())
            printer.remark(warning);
        if (arguments.command == Command::list_hosts) return list_hosts(*keyring, printer);
        return run(arguments, *keyring, printer);
    } catch (const std::exception& failure) {
        printer.remark(failure.what());
        return exit_failure;
    }
}

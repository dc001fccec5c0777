// SPDX-License-Identifier: MIT
#include "apps/daemon/start.hpp"

#include "apps/daemon/exit_codes.hpp"
#include "apps/daemon/mistakes.hpp"
#include "coapnode/core/file_io.hpp"

#include <csignal>
#include <exception>
#include <sstream>

namespace coapnode {

int run_with_log(LogLevel most, const std::function<int(Log&)>& run)
{
    std::signal(SIGPIPE, SIG_IGN);  // the daemon goes on when nobody reads its log any more
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow (LimitFSIZE=) shows as an error of write()
    StderrLog log{most, stderr_is_journal()};
    try {
        return run(log);
    } catch (const std::exception& failure) {
        log.error(failure.what());
        return exit_failure;
    }
}

int run_with_stdout(std::string_view program, const std::function<int(std::ostream&)>& task)
{
    std::ostringstream out;
    try {
        const int code = task(out);
        return write_to_stdout(program, out.str()) || code != exit_ok ? code : exit_failure;
    } catch (...) {
        static_cast<void>(write_to_stdout(program, out.str()));  // the failure is reported anyway
        throw;
    }
}

int refuse_to_serve(Log& log, const Mistakes& mistakes)
{
    for (const auto& line : lines_of(mistakes))
        log.error(line);
    notify_bad_configuration(mistakes);
    return exit_configuration;
}

}  // namespace coapnode

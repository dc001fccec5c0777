// SPDX-License-Identifier: MIT
#include "coap/wire/library.hpp"

#include "coap/wire/parse_hook.hpp"
#include "coapnode/loop/monotonic.hpp"

#include <coap3/coap.h>

#include <ratio>
#include <string_view>

namespace coapnode {

namespace {

// syslog(3) severities; the names of libcoap's own differ between its versions.
constexpr auto nothing_but_emergencies = static_cast<coap_log_t>(0);
constexpr auto informational = static_cast<coap_log_t>(6);

/// libcoap's handler has no argument to carry a Log in, so this makes one for each line. Only in debug.
void on_library_log(coap_log_t /*level*/, const char* message)
{
    std::string_view line{message};
    while (line.ends_with('\n'))
        line.remove_suffix(1);
    StderrLog{LogLevel::debug, stderr_is_journal()}.write(LogLevel::debug, std::string{"libcoap: "}.append(line));
}

}  // namespace

CoapLibrary::CoapLibrary(LogLevel level)
{
    hook_parser();
    coap_startup();
    coap_set_log_level(level == LogLevel::debug ? informational : nothing_but_emergencies);
    coap_dtls_set_log_level(nothing_but_emergencies);
    coap_set_log_handler(&on_library_log);
}

CoapLibrary::~CoapLibrary()
{
    coap_cleanup();
}

}  // namespace coapnode

/// libcoap's clock. Its own is the wall clock: set back by ten hours, that keeps a message from being sent again or
/// given up for as long; set forward, it ends every idle session. The dynamic linker puts this one in its place, for
/// the calls within the library, too.
extern "C" [[gnu::visibility("default")]] void coap_ticks(coap_tick_t* ticks)
{
    using Ticks = std::chrono::duration<coap_tick_t, std::ratio<1, COAP_TICKS_PER_SECOND>>;
    const auto now = coapnode::monotonic_now().time_since_epoch();
    *ticks = std::chrono::duration_cast<Ticks>(now).count();
}

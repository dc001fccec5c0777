// SPDX-License-Identifier: MIT
#include "coap/wire/library.hpp"

#include "coap/wire/parse_hook.hpp"
#include "coapnode/core/fence.hpp"
#include "coapnode/loop/monotonic.hpp"

#include <coap3/coap.h>
#include <dlfcn.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <cerrno>
#include <exception>
#include <ratio>
#include <stdexcept>
#include <string_view>

namespace coapnode {

namespace {

// syslog(3) severities. libcoap's own names for them differ between its versions.
constexpr auto nothing_but_emergencies = static_cast<coap_log_t>(0);
constexpr auto informational = static_cast<coap_log_t>(6);

/// libcoap's log handler has no argument for a Log, so a StderrLog is created for each line, in debug mode only. errno
/// is kept, because our code reads it after libcoap returns.
void on_library_log(coap_log_t /*level*/, const char* message) noexcept
{
    const int kept = errno;
    std::string_view line{message};
    while (line.ends_with('\n'))
        line.remove_suffix(1);
    StderrLog{LogLevel::debug, stderr_is_journal()}.write(LogLevel::debug, std::string{"libcoap: "}.append(line));
    errno = kept;
}

/// libcoap asks for DTLS support through a function without arguments, so the first CoapLibrary decides for all.
Dtls dtls_of_process(Dtls first)
{
    static const auto decided = first;
    return decided;
}

/// Lives until the process ends: libcoap's contexts are freed by then, and GnuTLS needs no clean-up.
void start_gnutls()
{
    const int error = gnutls_global_init();
    if (error != GNUTLS_E_SUCCESS) throw std::runtime_error{std::string{"GnuTLS: "} + gnutls_strerror(error)};
}

/// GnuTLS asks the kernel for random bytes now and then; libcoap asks it for each token and each confirmable message.
int random_of_gnutls(void* room, std::size_t size)
{
    return gnutls_rnd(GNUTLS_RND_NONCE, room, size) == 0 ? 1 : 0;
}

/// The groups of a key exchange with X25519 before the others, which stay. GnuTLS begins with P-256, whose arithmetic
/// takes half as long again; a server takes the first one that it has.
std::string with_x25519_first(std::string_view priority)
{
    return std::string{priority} + ":-GROUP-ALL:+GROUP-X25519:+GROUP-ALL";
}

/// GnuTLS's own.
int make_priority(gnutls_priority_t* made, const char* priority, const char** mistake)
{
    static const auto make =
        reinterpret_cast<decltype(&gnutls_priority_init)>(::dlsym(RTLD_NEXT, "gnutls_priority_init"));
    return make != nullptr ? make(made, priority, mistake) : GNUTLS_E_UNIMPLEMENTED_FEATURE;
}

bool is_of_dtls(std::string_view priority)
{
    return priority.find("+PSK") != std::string_view::npos;
}

int is_supported(const char* question)
{
    if (dtls_of_process(Dtls::wanted) == Dtls::none) return 0;
    const auto ask = reinterpret_cast<int (*)()>(::dlsym(RTLD_NEXT, question));
    return ask != nullptr ? ask() : 0;
}

}  // namespace

CoapLibrary::CoapLibrary(LogLevel level, Dtls dtls)
{
    hook_parser();
    if (dtls_of_process(dtls) == Dtls::wanted) {
        start_gnutls();
        coap_set_prng(&random_of_gnutls);
    }
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

/// libcoap's clock. Its own clock is the wall clock: when that is set back by ten hours, no message is retransmitted or
/// given up for ten hours; when it is set forward, all idle sessions end. The dynamic linker uses this function
/// instead, also for calls within the library. libcoap counts milliseconds, so the coarse clock is precise enough.
extern "C" [[gnu::visibility("default")]] void coap_ticks(coap_tick_t* ticks)
{
    using Ticks = std::chrono::duration<coap_tick_t, std::ratio<1, COAP_TICKS_PER_SECOND>>;
    const auto now = coapnode::coarse_monotonic_now().time_since_epoch();
    *ticks = std::chrono::duration_cast<Ticks>(now).count();
}

/// libcoap calls these two functions before it sets up GnuTLS for a context or opens a (D)TLS session. It calls them by
/// name, so the program's functions replace its own (see parse_hook.hpp). If libcoap called its own functions directly,
/// GnuTLS would be started in vain, and nothing else would change.
extern "C" [[gnu::visibility("default")]] int coap_dtls_is_supported()
{
    return coapnode::is_supported("coap_dtls_is_supported");
}

extern "C" [[gnu::visibility("default")]] int coap_tls_is_supported()
{
    return coapnode::is_supported("coap_tls_is_supported");
}

/// libcoap has its own priorities for DTLS and no way to change them. It hands them to GnuTLS by this name; the HTTP
/// server's priorities are left as they are.
extern "C" [[gnu::visibility("default")]] int gnutls_priority_init(gnutls_priority_t* made, const char* priority,
                                                                   const char** mistake)
{
    using namespace coapnode;
    if (priority == nullptr || !is_of_dtls(priority)) return make_priority(made, priority, mistake);
    int error = GNUTLS_E_MEMORY_ERROR;
    const auto try_it = [&] { error = make_priority(made, with_x25519_first(priority).c_str(), nullptr); };
    fenced(try_it, [](const std::exception_ptr&) {});
    if (mistake != nullptr) *mistake = priority;
    return error;
}

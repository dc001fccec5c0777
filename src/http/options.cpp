// SPDX-License-Identifier: MIT
#include "http/options.hpp"

#include "http/callbacks.hpp"

#include <limits>

namespace coapnode::http {

namespace {

constexpr const char* tls_versions = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

template <class Function>
MHD_OptionItem hook(MHD_OPTION option, Function* function, Daemon* closure)
{
    return {option, reinterpret_cast<std::intptr_t>(function), closure};
}

MHD_OptionItem text(MHD_OPTION option, const char* value)
{
    return {option, 0, const_cast<char*>(value)};
}

}  // namespace

unsigned flags_of(bool is_secure)
{
    unsigned flags = MHD_USE_ERROR_LOG | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET;
#if MHD_VERSION >= 0x01000000
    flags |= MHD_USE_NO_THREAD_SAFETY;  // else it serves a client no sooner than at its next run
#endif
    return is_secure ? flags | MHD_USE_TLS : flags;
}

std::vector<MHD_OptionItem> options_of(Daemon* daemon, const std::optional<HttpTls>& tls)
{
    std::vector<MHD_OptionItem> options{
        hook(MHD_OPTION_EXTERNAL_LOGGER, &Callbacks::on_log, daemon),
        hook(MHD_OPTION_NOTIFY_CONNECTION, &Callbacks::on_connection, daemon),
        hook(MHD_OPTION_NOTIFY_COMPLETED, &Callbacks::on_completed, daemon),
        hook(MHD_OPTION_URI_LOG_CALLBACK, &Callbacks::on_target, daemon),
        hook(MHD_OPTION_UNESCAPE_CALLBACK, &Callbacks::unescape, daemon),
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory, nullptr},
        {MHD_OPTION_CONNECTION_LIMIT, std::numeric_limits<int>::max(), nullptr},
    };
#if MHD_VERSION >= 0x01000000
    options.push_back({MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, nullptr});  // no bare LF, no obs-fold
#endif
    if (tls) {
        options.push_back(text(MHD_OPTION_HTTPS_MEM_CERT, tls->certificate.c_str()));
        options.push_back(text(MHD_OPTION_HTTPS_MEM_KEY, tls->key.c_str()));
        options.push_back(text(MHD_OPTION_HTTPS_PRIORITIES, tls_versions));
    }
    options.push_back({MHD_OPTION_END, 0, nullptr});
    return options;
}

}  // namespace coapnode::http

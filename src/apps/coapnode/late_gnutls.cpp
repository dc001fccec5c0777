// SPDX-License-Identifier: MIT
/// GnuTLS asks this function of the program, by its name, whether to stay away when it is loaded
/// (GNUTLS_SKIP_GLOBAL_INIT in its manual). CoapLibrary starts it where a command wants DTLS. Where it does not ask, it
/// starts each time, and all goes on.
extern "C" [[gnu::visibility("default")]] int _gnutls_global_init_skip()  // NOLINT: the name is theirs
{
    return 1;
}
